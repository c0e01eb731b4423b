/** What a header may be, for whoever takes one in and for whoever sends it. */

/** RFC 9110 §5.1, §5.5: a field name is a token; a value is printable Latin-1, blanks and tabs. */
export const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
export const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Belong to the connection or the framing (RFC 9110 §7.6.1, RFC 9112 §6), which whoever sends makes anew. */
const ofConnection =
  /^(?:host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|content-length|expect|http2-settings)$/i;

/** Whether no request can carry the header as somebody gave it. */
export const isConnectionHeader = (name: string): boolean => ofConnection.test(name);
