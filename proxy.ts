import { type NextRequest, NextResponse } from "next/server";

/**
 * Pages get a Content-Security-Policy (CSP level 3) under which only our own scripts run, each marked with a
 * nonce of this very answer: whatever a watched page wrote is shown, never run.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  // A page does not know its own address, and sign-in must lead back to it.
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  // The address of a page that a link opens is itself the secret.
  const isSecret = /^\/(invite|reset)\//.test(request.nextUrl.pathname);
  response.headers.set("referrer-policy", isSecret ? "no-referrer" : "same-origin");
  response.headers.set("x-frame-options", "DENY");
  return response;
}

const inDevelopment = process.env.NODE_ENV === "development";

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    // Development's hot reloading evaluates code; production never does.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${inDevelopment ? " 'unsafe-eval'" : ""}`,
    // Libraries that place floating boxes write style attributes; style elements need the nonce.
    inDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export const config = {
  // Pages only: the API and the demo have policies of their own (scripts/guard-answer.ts), assets need none.
  matcher: ["/((?!(?:api|v2|demo)(?:/|$)|_next/static/|_next/image|favicon\\.ico$|icon\\.svg$).*)"],
};
