import type { SecretNames } from '../../importers/compose/secret-names.ts'
import type { Service } from '../../importers/compose/services.ts'
import type { StatedText } from './stated.ts'

/**
 * The text of a service's variable with its secrets named. An address with a password keeps all but the password, which is named as
 * the one whose value it is: so `DATABASE_URL` and the database's own `POSTGRES_PASSWORD` stay one.
 */
export function toSecretTexts(services: Service[], names: SecretNames): (service: Service, variable: string) => StatedText {
  const byValue = new Map<string, string>()
  for (const service of services)
    for (const [variable, { value }] of service.environment) {
      const name = names(service, variable)
      if (name !== undefined && value !== '' && !value.includes('://') && !byValue.has(value)) byValue.set(value, name)
    }
  const byVariable = new Map<string, string>()
  for (const service of services)
    for (const [variable, { raw }] of service.environment) {
      const [, whole] = /^\$\{?([A-Za-z_]\w*)(?:[:?-][^{}]*)?\}?$/.exec(raw ?? '') ?? []
      const name = names(service, variable)
      if (whole !== undefined && name !== undefined && !byVariable.has(whole)) byVariable.set(whole, name)
    }
  return (service, variable) => {
    const found = service.environment.get(variable)
    const name = names(service, variable)
    if (found === undefined) return []
    if (name === undefined) return [found.value]
    return inAddress(name, found.value, found.raw, byValue, byVariable) ?? [{ secret: name }]
  }
}

// amqp://guest:guest@mq:5672/, postgres://app:${DB_PASSWORD}@db/app; many clients take an @ in the password as it stands
const address = /^([a-z][a-z0-9+.-]*:\/\/[^:@/?#\s]*:)([^/?#\s]*)(@[^@\s]*)$/i
// host=db user=app password=${DB_PASSWORD} dbname=app
const phrase = /^((?:[a-z_]+=[^\s']*\s+)*password=)([^\s']+)((?:\s+[a-z_]+=[^\s']*)*)$/
// Server=db,1433;Database=shop;User Id=sa;Password=${SA_PASSWORD}, jdbc:sqlserver://db:1433;user=sa;password=${SA_PASSWORD}
const pairs = /^((?:[^;]*;)*\s*(?:password|pwd)\s*=\s*)([^;'"]+)((?:;[^;]*)*)$/i
// jdbc:mysql://db:3306/shop?user=shop&password=${DB_PASSWORD}
const query = /^(jdbc:[^?\s]*\?(?:[^&\s]*&)*password=)([^&\s]+)((?:&[^&\s]*)*)$/

function inAddress(
  name: string,
  value: string,
  raw: string | undefined,
  byValue: ReadonlyMap<string, string>,
  byVariable: ReadonlyMap<string, string>,
): StatedText | undefined {
  const [, before, password, after] = address.exec(value) ?? phrase.exec(value) ?? pairs.exec(value) ?? query.exec(value) ?? []
  if (before === undefined || password === undefined || after === undefined || /(?:[?&;][^=]*(?:key|token|secret|pass)[^=]*=)/i.test(after))
    return undefined
  const [, variable] =
    /(?::\/\/[^@;?]*:|\b(?:password|pwd)\s*=\s*)\$\{?([A-Za-z_]\w*)(?:[:?-][^{}]*)?\}?(?:[@\s;&]|$)/i.exec(raw ?? '') ?? []
  const secret = (variable === undefined ? undefined : byVariable.get(variable)) ?? byValue.get(decoded(password))
  if (secret !== undefined) return [before, { secret }, after]
  // What a variable holds as a whole is the secret of that variable, as is what may be two addresses; otherwise the address stays readable.
  return password === '' || password.includes('@') || /^\$/.test(raw ?? '') ? undefined : [before, { secret: `${name}-password` }, after]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
