/** Words of a variable's name behind which a secret stands, wherever in the name they are. */
const secretWords = new Set([
  'password',
  'passwords',
  'passwd',
  'pass',
  'pwd',
  'pw',
  'psk',
  'passphrase',
  'passcode',
  'secret',
  'secrets',
  'token',
  'tokens',
  'credential',
  'credentials',
  'creds',
  'salt',
  'pepper',
  'apikey',
  'apikeys',
  'keyphrase',
  'pin',
  'pat',
  'otp',
  'totp',
  'mnemonic',
  'bearer',
])

/** Words that stand for a secret where the name ends in them: `RABBITMQ_ERLANG_COOKIE`, `REDIS_AUTH`, `USERPASS`. */
const lastWords = new Set(['auth', 'basicauth', 'userpass', 'userpassword', 'cookie', 'signature', 'jwt'])

/**
 * Keys that are none: of a record, a message, a setting, or meant for everybody. What opens or encrypts something has many more names:
 * `SIGNING_KEY`, `VAULT_KEY` and `ENCRYPTION_PRIMARY_KEY` are secrets, `PARTITION_KEY` and `SITE_KEY` are none.
 */
const plainKeys = new Set(
  `partition routing sort cache primary secondary foreign public publishable anon site unique index shard range composite search message event
  topic record group map translation locale measurement feature flag config context settings query param header field property attribute json
  tag label class object bucket file dataset lookup order list queue stream redis idempotency dedup deduplication correlation hot shortcut any
  press enter arrow row column document entity item sampling metric dimension hash namespace registry annotation trace span data value meta
  binding join distribution cluster zset counter lock filter legend`
    .split(/\s+/)
    .filter(Boolean),
)
/** With such a word before it any key is one. */
const lockWords = new Set([
  'encryption',
  'encrypt',
  'decryption',
  'crypto',
  'crypt',
  'cipher',
  'signing',
  'private',
  'secret',
  'api',
  'hmac',
  'auth',
])

/** Written as one word, as in `PGPASSWORD`, `rootpassword` and `authtoken`. */
const glued =
  /(?:password|passwd|passphrase|passwort|apikey|secretkey|accesskey|privatekey|authtoken|accesstoken|sshpass|clientsecret|appsecret|usersecret|sharedsecret|jwtsecret|sessionsecret|presharedkey|signingkey|encryptionkey)$/

/** The name of a file, a switch or a measure is none, whatever it is about. */
const harmless = new Set(
  `file files path paths dir folder enabled disabled enable disable expiry expiration expires expire ttl length min max policy allow url
  uri urls name names id ids header headers type types timeout minutes seconds hours days size limit limits count host hosts hostname port
  format algorithm algorithms alg method methods mode prefix suffix field fields provider providers issuer audience endpoint endpoints
  lifetime age version interval strategy driver class scheme store backend realm required regex pattern validation strength encoder server
  rounds bucket location namespace mount arn through reset change check checks plugin user username duration refresh rotation
  domain cache adapter encoding set`
    .split(/\s+/)
    .filter(Boolean),
)

/** Whether what stands under such a name is a secret, whatever it is made of. */
export function hasSecretName(name: string): boolean {
  const words = wordsOf(name)
  const last = words.at(-1) ?? ''
  // AWS_ACCESS_KEY_ID
  if (words.slice(-3).join(' ') === 'access key id') return true
  if (harmless.has(last)) return false
  if (words.some((word) => secretWords.has(word) || glued.test(word))) return true
  return lastWords.has(last) || (isKey(last) && opensSomething(words.slice(0, -1)))
}

/** Whether the name says that this is a key of some sort, such as STRIPE_KEY; only its value tells whether it is a secret. */
export function isKeyName(name: string): boolean {
  return isKey(wordsOf(name).at(-1) ?? '')
}

function opensSomething(before: string[]): boolean {
  const kind = before.at(-1)?.replace(/\d+$/, '') ?? ''
  return kind !== '' && (!plainKeys.has(kind) || before.some((word) => lockWords.has(word)))
}

const isKey = (word: string) => word === 'key' || word === 'keys'

/** Whether the name says that this is an address to which anyone may send. */
export function isWebhookName(name: string): boolean {
  return /web_?hook/i.test(name) && !/(?:path|port|host|enabled|timeout|name|id)$/i.test(name)
}

/** Whether the name says that what stands there is known to all who use the program, such as a commit or the name of an account. */
export function isPublicName(name: string): boolean {
  const words = wordsOf(name)
  const known = ['sha', 'sha1', 'sha256', 'commit', 'revision', 'rev', 'digest', 'checksum', 'etag', 'fingerprint', 'public', 'publishable']
  return words.some((word) => known.includes(word)) || harmless.has(words.at(-1) ?? '')
}

/** `MYSQL_ROOT_PASSWORD`, `ConnectionStrings__Db`, `spring.datasource.password`, `jwtSecret` as words. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
}
