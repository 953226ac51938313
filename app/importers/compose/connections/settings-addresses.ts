import { type Address, addressesIn } from './addresses.ts'

// socket_address: { address: orders, port_value: 8080 } of Envoy, on one line or several; host: orders and port: 8080 below each other
const splitPattern =
  /["']?\b(?:address|host|hostname|server)["']?\s*:\s*["']?([A-Za-z0-9][A-Za-z0-9_.-]*)["']?\s*,?\s*["']?\b(?:port_value|port)["']?\s*:\s*["']?(\d{2,5})\b/g
// reverse_proxy orders, reverse_proxy /api/* orders:8080 cart:8080 of Caddy; what has no port is found by the directive
const directivePattern = /\b(?:reverse_proxy|proxy_pass|fastcgi_pass|uwsgi_pass|grpc_pass|php_fastcgi)\s+([^;{\n]+)/g
// upstream shop { server orders; }
const serverPattern = /^\s*server\s+([A-Za-z0-9][A-Za-z0-9_.-]*)(?::(\d{2,5}))?(?:\s[^;\n]*)?;/gm

/** Every address in a file of settings: those of any text, and those that gateways write in a manner of their own. */
export function settingsAddresses(text: string): Address[] {
  const found = addressesIn(text)
  for (const { index, 1: host = '', 2: port } of text.matchAll(splitPattern))
    found.push({ host, port: Number(port), form: 'host and port', index })
  for (const { index, 1: host = '', 2: port } of text.matchAll(serverPattern)) {
    found.push({ host, form: 'host and port', index, ...(port ? { port: Number(port) } : {}) })
  }
  for (const { index, 1: words = '' } of text.matchAll(directivePattern)) {
    for (const word of words.trim().split(/\s+/)) {
      // /api/* says which requests, and what has a scheme or a port was found already.
      if (/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(word)) found.push({ host: word, form: 'word', index })
    }
  }
  return found
}
