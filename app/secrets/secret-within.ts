// postgres://app:${secret:orders-db-password}@orders-db:5432/app
const within = /\$\{secret:([a-z][a-z0-9-]*)\}/g

/** A text of the design in which secrets are named by `${secret:name}`, with what `toValue` makes of each name and of the rest. */
export function withSecretsWithin(
  text: string,
  toValue: (name: string) => string,
  toRest: (text: string) => string = (rest) => rest,
): string {
  // Every second part is a name.
  return text
    .split(within)
    .map((part, index) => (index % 2 === 1 ? toValue(part) : toRest(part)))
    .join('')
}

/** Names of the secrets within a text. */
export function secretsWithin(text: string): string[] {
  return [...text.matchAll(within)].flatMap(([, name]) => (name === undefined ? [] : [name]))
}
