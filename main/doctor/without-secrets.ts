import { homedir } from 'node:os'

/** A text that may be passed on: no credential of an address, no token, no home folder. */
export function withoutSecrets(text: string, home = homedir()): string {
  const shortened = home.length > 1 ? text.replaceAll(home, '~') : text
  return shortened.replace(addressWithCredentials, '$1…@').replace(namedValue, '$1…').replace(knownToken, '…')
}

// postgres://shop:secret@db/shop
const addressWithCredentials = /([a-z][a-z\d+.-]{0,20}:\/\/)[^\s/@'"]{1,500}@/gi
// "PASSWORD": "secret" | token=secret | Authorization: Bearer secret
const namedValue =
  /((?:password|passwd|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credential|authorization|cookie)[\w-]{0,40}["']?\s{0,3}[:=]\s{0,3}(?:Bearer\s|Basic\s)?["']?)[^\s"',;}]{1,2000}/gi
// sk_live_… | ghp_… | AKIA… | xoxb-… | eyJ….….…
const knownToken =
  /\b(?:sk|pk|rk)_(?:live|test)_\w{8,}|\bgh[pousr]_\w{16,}|\bgithub_pat_\w{16,}|\bAKIA[A-Z\d]{12,}|\bxox[abprs]-[\w-]{10,}|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{4,}/g
