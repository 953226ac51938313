declare module 'docker-modem/lib/http.js' {
  import type { ClientRequest, RequestOptions } from 'node:http'

  interface Requester {
    request(options: RequestOptions): ClientRequest
  }

  /** What the client asks with, by protocol; it looks here for each request. */
  const http: { http: Requester; https: Requester }
  export = http
}
