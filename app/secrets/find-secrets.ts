import { isNamedSecret } from './named-secret.ts'
import { tokenShapes } from './token-shapes.ts'

/** Where in a text a secret stands. */
export interface Found {
  start: number
  end: number
}

/** Texts in which a part is a secret for where it stands. The group `name`, where there is one, has to be a secret's. */
const places: readonly RegExp[] = [
  // postgres://app:secret@db/shop; a secret may hold an @: the host comes after the last one
  /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/@:"']*:(?<secret>[^\s/@"']+(?:@[^\s/@"'?#,;]+)*)@/gi,
  // https://abcdef0123456789@o1.ingest.sentry.io/1
  /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,30}:\/\/(?<secret>[a-z0-9_.~-]{16,})@/gi,
  // app:secret@tcp(db:3306)/shop, app:secret@db:5672
  /(?<![^\s"'=,;])(?!mailto:|sips?:|xmpp:|acct:|git:)[^\s:@/"'=,;]{1,64}:(?<secret>[^\s:@/"']{1,128}(?:@[^\s:@/"'=,;]{1,128}){0,4}?)@(?:[a-z]+\(|[a-z0-9.-]+(?![\w.@-]))/gi,
  // Server=db;Password=secret; --requirepass=…, ?token=…, -Dspring.datasource.password=…, PGPASSWORD=…
  /(?<name>[A-Za-z][\w.-]{0,80})\s*=\s*(?=(?<secret>"[^"]{0,2000}"|'[^']{0,2000}'|[^\s;&,"']{1,2000}))/g,
  // "password": "secret"
  /"(?<name>[A-Za-z][\w.-]{0,80})"\s*:\s*"(?<secret>(?:[^"\\]|\\.)+)"/g,
  // --password secret, --requirepass secret; a secret that begins with a dash is told from a switch or a number by its signs
  /(?<![\w-])--?(?<name>[A-Za-z][\w.-]{0,60})\s+(?<secret>"[^"]*"|'[^']*'|[^\s-][^\s"']*|-(?!-?[A-Za-z][\w.-]*(?:[\s=]|$)|\d*(?:\s|$))[^\s"']+)/g,
  // curl -u app:secret
  /(?<![\w-])(?:-u|--user)\s+[^\s:"']+:(?<secret>[^\s"']+)/g,
  // mysqladmin ping -u root -psecret
  /\b(?:mysql(?:admin|dump|show|check|import)?|mariadb(?:-admin|-dump|-show|-check|-import)?)\s(?:[^|;&\n]{0,300}?\s)?-p(?<secret>"[^"\n]*"|'[^'\n]*'|[^\s"'|;&]+)/g,
  // redis-cli -a secret ping, mongosh -u root -p secret, sqlcmd -U sa -P secret
  /\b(?:redis|valkey|keydb)-cli\s(?:[^|;&\n]{0,300}?\s)?-a\s+(?<secret>"[^"\n]*"|'[^'\n]*'|[^\s"'|;&]+)/g,
  /\bmongo(?:sh|dump|restore|export|import)?\s(?:[^|;&\n]{0,300}?\s)?-p\s+(?<secret>"[^"\n]*"|'[^'\n]*'|[^\s"'|;&-][^\s"'|;&]*)/g,
  /\bsqlcmd\s(?:[^|;&\n]{0,300}?\s)?-P\s*(?<secret>"[^"\n]*"|'[^'\n]*'|[^\s"'|;&]+)/g,
  // mc alias set local http://minio:9000 user secret
  /\bmc\s+(?:alias\s+set|config\s+host\s+add)(?:\s+[^\s|;&]+){3}\s+(?<secret>"[^"\n]*"|'[^'\n]*'|[^\s"'|;&]+)/g,
]

/** With the place of each group: what a secret is may stand in the same text as a name or a host too. */
const patterns = [...tokenShapes, ...places].map((pattern) => new RegExp(pattern, `${pattern.flags}d`))

/** Whether a text holds a credential, whatever it is called. */
export function hasCredentials(value: string): boolean {
  return findSecrets(value).length > 0
}

/** Names that are secrets only within such a text. */
const namesWithin =
  /^(?:sig|signature|x-amz-signature|x-goog-signature|key|apikey|api_key|access_token|accountkey|sharedaccesskey|requirepass|masterauth|auth|code)$/i

/** All secrets in a text: credentials of a known shape, and what stands where a secret stands. */
export function findSecrets(text: string): Found[] {
  // `4ms` and `orders` are not looked into.
  if (!/[=:@${]|[\w-]{12}|--?[a-z]/i.test(text)) return []
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const { name, secret } = match.groups ?? {}
      if ((name !== undefined && !isNamed(name, secret ?? '')) || isPlaceholder(secret ?? match[0])) return []
      const [start, end] = match.indices?.groups?.secret ?? match.indices?.[0] ?? []
      return start === undefined || end === undefined ? [] : [{ start, end }]
    }),
  )
}

function isNamed(name: string, written: string): boolean {
  const value = written.replace(/^["']|["']$/g, '')
  if (isSwitch(value)) return false
  return isNamedSecret(name, value) || (namesWithin.test(name) && (value.length >= 16 || /pass|auth$/i.test(name)))
}

/** What is there to be replaced: `${DB_PASSWORD}`, `$(cat …)`, `<password>`, `{{ … }}`, `***`. */
export function isPlaceholder(text: string): boolean {
  return /^["']?(?:\$\{?[A-Za-z_]|\$\(|<[^>]*>?$|\{\{|%[\w]+%|\*+["']?$|x{3,}["']?$|\[hidden\])/i.test(text) || text.includes('\uFDD0')
}

/** Neither a switch nor nothing is worth hiding. */
export function isSwitch(text: string): boolean {
  return /^["']?(?:|true|false|yes|no|on|off|0|1|none|null|nil|undefined|default|disabled|enabled|optional|required)["']?$/i.test(text)
}
