import { hasSecretName, isKeyName, isPublicName, isWebhookName } from './secret-name.ts'

/** Whether a value is a secret for the name under which it stands, or for being drawn by chance under an ordinary one. */
export function isNamedSecret(name: string, value: string): boolean {
  if (hasSecretName(name)) return !isHarmless(name, value)
  if (isWebhookName(name) && /^https?:\/\/[^/]+\/.{8,}/.test(value)) return true
  if (isPublicName(name)) return false
  return (isKeyName(name) && isMixed(value, 12)) || isRandom(value)
}

/** What stands under a secret's name and is none: where it is to be found, how many, which sort. */
function isHarmless(name: string, value: string): boolean {
  // /run/secrets/db_password, C:\keys\a.pem, ./keys/a.pem
  if (/^(?:~|\.{1,2}|[A-Za-z]:)?[/\\][\w.@-]+(?:[/\\][\w.@-]+)*$/.test(value) && !isRandom(value)) return true
  // NGINX_PROXY_PASS=http://app:8080, without credentials as was seen before.
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value) && !isWebhookName(name)) return true
  // MAX_TOKENS=4096, TOKEN_VALIDITY=24h
  if (/tokens?|cookie|auth/i.test(name) && /^\d{1,6}(?:\.\d+)?(?:ms|[smhd])?$/.test(value)) return true
  // MINIO_PROMETHEUS_AUTH=public, COOKIE=lax
  return /(?:auth|cookie|signature|jwt)$/i.test(name) && ordinary.test(value)
}

const ordinary =
  /^(?:public|private|basic|oauth2?|oidc|ldap|saml|jwt|local|internal|external|plain|login|lax|strict|md5|trust|scram-sha-256|anonymous|bearer)$/i

/** Letters and digits together, in one piece. */
function isMixed(value: string, least: number): boolean {
  return value.length >= least && /^[\w+/=.~-]+$/.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value)
}

/**
 * Whether a value looks drawn by chance: a long piece without the pauses of words, in which letters of both sizes and digits follow
 * each other, or sixteen bytes and more in hexadecimal. A UUID names a thing, and is left alone.
 */
function isRandom(value: string): boolean {
  if (!/^[\w+/=-]{20,512}$/.test(value) || /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return false
  if (/^(?:[0-9a-f]{2}){16,}$/i.test(value)) return /\d/.test(value) && /[a-f]/i.test(value)
  return value.split(/[-_/]/).some((piece) => piece.length >= 20 && changesIn(piece) >= piece.length / 4 && /\d/.test(piece))
}

/** How often one sort of sign follows another. */
function changesIn(piece: string): number {
  const sort = (sign: string) => (/\d/.test(sign) ? 0 : /[a-z]/.test(sign) ? 1 : 2)
  let changes = 0
  for (let at = 1; at < piece.length; at++) if (sort(piece[at] ?? '') !== sort(piece[at - 1] ?? '')) changes++
  return changes
}
