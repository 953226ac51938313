/**
 * What names a container image: `redis`, `ghcr.io/acme/orders:1.4`, `localhost:5000/shop@sha256:…`. The grammar is that of the
 * distribution project, which the engine follows: https://pkg.go.dev/github.com/distribution/reference. A name outside it must not
 * come near the engine, whose address it becomes a part of: `a//b` is answered with the way to another address.
 */
const hostPart = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?'
const host = `(?:${hostPart}(?:\\.${hostPart})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`
const part = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const tag = ':[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}'
const digest = '@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}'

export const imageReference = new RegExp(`^(?:${host}/)?${part}(?:/${part})*(?:${tag})?(?:${digest})?$`)

/** Longer names are not looked at. */
export const longestImageReference = 300

export function isImageReference(text: string): boolean {
  return text.length <= longestImageReference && imageReference.test(text)
}
