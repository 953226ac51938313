import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Who may talk to the web host: whoever opened the link it printed, from the page it served, under its own name. */
export interface Guard {
  /** The path of the link that works once. */
  readonly link: string
  /** Whether a request names this host as its own, and comes from no other site. */
  isSameSite(request: IncomingMessage): boolean
  /** Whether the cookie is the one that the link was exchanged for. */
  isKnown(request: IncomingMessage): boolean
  /** Takes the link's token, once; the value of the cookie header, or undefined. */
  exchange(token: string): string | undefined
}

const newSecret = () => randomBytes(32).toString('base64url')

/** `hosts` are the names with port under which the page is served; any other name is a rebound DNS entry of someone else. */
export function createGuard(hosts: () => string[], cookieName: () => string): Guard {
  const token = newSecret()
  const session = newSecret()
  let spent = false

  return {
    link: `/?token=${token}`,
    isSameSite({ headers }) {
      const { host, origin } = headers
      if (host === undefined || !hosts().includes(host)) return false
      const site = headers['sec-fetch-site']
      if (site !== undefined && site !== 'same-origin' && site !== 'none' && headers['sec-fetch-mode'] !== 'navigate') return false
      return origin === undefined || origin === `http://${host}`
    },
    isKnown: ({ headers }) => isSame(cookieIn(headers.cookie, cookieName()), session),
    exchange(given) {
      if (spent || !isSame(given, token)) return undefined
      spent = true
      return `${cookieName()}=${session}; HttpOnly; SameSite=Strict; Path=/`
    },
  }
}

function isSame(given: string | undefined, wanted: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

// microcosm-4270=Zk3…; other=1
function cookieIn(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [key, ...value] = pair.trim().split('=')
    if (key === name) return value.join('=')
  }
  return undefined
}
