import type { NextConfig } from "next";

const config: NextConfig = {
  // Off localhost, development would otherwise serve a page that never hydrates.
  allowedDevOrigins: ["127.0.0.1", "*.*.*.*"],
  poweredByHeader: false,
  reactStrictMode: true,
  // The SDKs append /v2 to their base URL: both http://host and http://host/api are good ones.
  rewrites: async () => [{ source: "/v2/:path*", destination: "/api/v2/:path*" }],
  serverExternalPackages: ["mdream", "postgres", "graphile-worker", "pino"],
  // What the supervisor asks for before anybody can is nobody's request.
  logging: { incomingRequests: { ignore: [/[?&]warming$/] } },
  typescript: { ignoreBuildErrors: false },
  experimental: { typedEnv: false },
};

export default config;
