import { homedir } from 'node:os'
import { redact } from '../../app/secrets/redact.ts'

/** A text that may be passed on: no secret and no home folder. */
export function withoutSecrets(text: string, home = homedir()): string {
  const shortened = home.length > 1 ? text.replaceAll(home, '~') : text
  // `Authorization: Bearer secret` and the like name a header, which is no variable that the judge of secrets would know.
  return redact(shortened).replace(namedValue, '$1…')
}

const namedValue = /((?:authorization|cookie|x-api-key)["']?\s{0,3}[:=]\s{0,3}(?:Bearer\s|Basic\s)?["']?)[^\s"',;}]{1,2000}/gi
