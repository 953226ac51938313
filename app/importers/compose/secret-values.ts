/** Words of a variable's name behind which a secret stands. */
const secretWords = new Set([
  'password',
  'passwd',
  'pass',
  'pwd',
  'passphrase',
  'secret',
  'secrets',
  'token',
  'tokens',
  'credential',
  'credentials',
  'salt',
  'apikey',
  'keyphrase',
  'pin',
])
const keyWords = new Set([
  'api',
  'access',
  'private',
  'secret',
  'encryption',
  'signing',
  'auth',
  'license',
  'master',
  'app',
  'jwt',
  'session',
  'account',
  'cookie',
  'hmac',
  'aes',
  'ssh',
])
/** The name of a file, a switch or a measure is none, whatever it is about. */
const harmless = new Set([
  'file',
  'path',
  'dir',
  'enabled',
  'disabled',
  'expiry',
  'expiration',
  'ttl',
  'length',
  'min',
  'max',
  'policy',
  'allow',
  'url',
  'uri',
  'name',
  'id',
  'header',
  'type',
  'timeout',
  'minutes',
  'seconds',
  'size',
])

/** Whether a variable's value is to stay out of the design: by its name, or by what the value is made of. */
export function isSecret(name: string, value: string, raw?: string): boolean {
  // MYSQL_ALLOW_EMPTY_PASSWORD: yes
  if (value === '' || /^(?:true|false|yes|no|on|off|0|1)$/i.test(value)) return false
  if (hasSecretName(name) || hasCredentials(value)) return true
  // DB_URL: ${DB_USER}-${DB_PASSWORD}
  return raw !== undefined && [...raw.matchAll(/\$\{?([A-Za-z_][A-Za-z0-9_]*)/g)].some((match) => hasSecretName(match[1] ?? ''))
}

export function hasSecretName(name: string): boolean {
  const words = wordsOf(name)
  const last = words.at(-1) ?? ''
  if (harmless.has(last)) return false
  if (words.some((word) => secretWords.has(word))) return true
  return (last === 'key' || last === 'keys') && keyWords.has(words.at(-2) ?? '')
}

// postgres://app:secret@db/shop, Server=db;Password=secret;, -----BEGIN PRIVATE KEY-----
export function hasCredentials(value: string): boolean {
  return (
    /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:\/\/[^\s/@:]*:[^\s/@]+@/i.test(value) ||
    /(?:^|[;\s?&,])(?:password|pwd|passwd|secret|accountkey|sharedaccesskey|access_token)\s*=\s*[^;\s&]+/i.test(value) ||
    /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value)
  )
}

/** `MYSQL_ROOT_PASSWORD`, `ConnectionStrings__Db`, `spring.datasource.password`, `jwtSecret` as words. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
}
