import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { pageKey } from '../../app/bridge/page-key.ts'

/** Who may talk to the web host: whoever opened the link it printed, from the page it served, under its own name. */
export interface Guard {
  /** The path of the link that works once. */
  readonly link: string
  /** Whether a request names this host as its own, and comes from no other site. */
  isSameSite(request: IncomingMessage): boolean
  /** Whether the cookie is the one that the link was exchanged for. */
  isKnown(request: IncomingMessage): boolean
  /** Whether a request holds the key as well, which no server but this one has seen; `parameter` is what its address says. */
  holdsKey(request: IncomingMessage, parameter: string | null): boolean
  /** Takes the link's token, once and within ten minutes: the value of the cookie header, and the page's key. */
  exchange(token: string): { cookie: string; key: string } | 'unknown' | 'late' | 'spent'
}

const linkEndsAfterMs = 600_000

const newSecret = () => randomBytes(32).toString('base64url')

/** `hosts` are the names with port under which the page is served; any other name is a rebound DNS entry of someone else. `now` is in ms. */
export function createGuard(hosts: () => string[], cookieName: () => string, now: () => number): Guard {
  const token = newSecret()
  const session = newSecret()
  const key = newSecret()
  const made = now()
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
    holdsKey({ headers }, parameter) {
      const header = headers[pageKey.header]
      return isSame(typeof header === 'string' ? header : (parameter ?? undefined), key)
    },
    exchange(given) {
      if (!isSame(given, token)) return 'unknown'
      if (spent) return 'spent'
      if (now() - made > linkEndsAfterMs) return 'late'
      spent = true
      return { cookie: `${cookieName()}=${session}; HttpOnly; SameSite=Strict; Path=/`, key }
    },
  }
}

/** Whether a secret is the one that is wanted, in the same time however much of it is right. */
export function isSame(given: string | undefined, wanted: string): boolean {
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
