import { hasCredentials, isPlaceholder, isSwitch } from './find-secrets.ts'
import { isNamedSecret } from './named-secret.ts'
import { hasSecretName } from './secret-name.ts'

/**
 * The one judge of secrets, by name and by value. `raw` is the value before its variables were replaced, where there were some: a
 * value that is made of a secret is one.
 */
export function isSecret(name: string, value: string, raw?: string): boolean {
  if (isSwitch(value) || isPlaceholder(value)) return false
  if (isNamedSecret(name, value) || hasCredentials(value)) return true
  // REDIS_TLS_KEY: ${REDIS_TLS_KEY:-/certs/redis.key}
  if (/^\/(?:[\w.-]+\/)*[\w-]+\.\w{2,5}$/.test(value)) return false
  // DB_URL: ${DB_USER}-${DB_PASSWORD}
  return raw !== undefined && [...raw.matchAll(/\$\{?([A-Za-z_][A-Za-z0-9_]*)/g)].some((match) => hasSecretName(match[1] ?? ''))
}
