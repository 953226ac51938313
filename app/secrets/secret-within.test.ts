import { expect, test } from 'vitest'
import { withNamedSecrets } from './name-secrets.ts'
import { redact } from './redact.ts'
import { secretsWithin, withSecretsWithin } from './secret-within.ts'

const address = 'postgres://app:\u0024{secret:orders-db-password}@orders-db:5432/\u0024{NAME}'

test('secrets within a text are found and replaced, and the rest stays', () => {
  expect(secretsWithin(address)).toEqual(['orders-db-password'])
  expect(withSecretsWithin(address, (name) => `<${name}>`)).toBe('postgres://app:<orders-db-password>@orders-db:5432/\u0024{NAME}')
  expect(withSecretsWithin('a$b', String, (rest) => rest.replaceAll('$', '$$$$'))).toBe('a$$b')
})

test('a text that names its secret holds none', () => {
  expect(redact(address)).toBe(address)
  const design = {
    microcosm: 1 as const,
    components: { orders: { kind: 'service', env: { DATABASE_URL: address, DSN: 'Password=\u0024{secret:p}' } } },
  }
  expect(withNamedSecrets(design)).toEqual({ design, named: [] })
})
