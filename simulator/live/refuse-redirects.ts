import nativeHttp, { type ClientRequest, type RequestOptions } from 'node:http'
import nativeHttps from 'node:https'
import modemHttp from 'docker-modem/lib/http.js'

/**
 * Has the engine's client take a redirect as the answer that it is. The client asks through a wrapper that follows redirects by
 * itself, to whatever host they name, and whose second request has nobody who hears of its failure, so that one ends the program.
 * Nothing in the engine's interface redirects; what does is a wrong address, and the client tells of its status like any other.
 */
export function refuseRedirects(): void {
  modemHttp.http = { request: (options: RequestOptions): ClientRequest => nativeHttp.request(options) }
  modemHttp.https = { request: (options: RequestOptions): ClientRequest => nativeHttps.request(options) }
}
