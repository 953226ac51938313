import { describe, expect, test } from 'vitest'
import { credentials } from './fixtures/credentials.ts'
import { ordinary } from './fixtures/ordinary.ts'
import { isSecret } from './is-secret.ts'
import { withNamedSecrets } from './name-secrets.ts'
import { redact } from './redact.ts'

test('there are sixty kinds of credential and two hundred ordinary variables', () => {
  expect(credentials.length).toBeGreaterThanOrEqual(60)
  expect(ordinary.length).toBeGreaterThanOrEqual(200)
})

test.each(credentials.map(([name, value]) => ({ name, value })))('$name=$value is a secret', ({ name, value }) => {
  expect(isSecret(name, value)).toBe(true)
})

test('no ordinary variable is taken for one', () => {
  expect(ordinary.filter(([name, value]) => isSecret(name, value))).toEqual([])
})

test.each(['$DB_PASSWORD', '<your password>', '{{ password }}', '****', 'true', ''])('a password of %j is none yet', (value) => {
  expect(isSecret('DB_PASSWORD', value)).toBe(false)
})

test('a value made of a secret is one', () => {
  expect(isSecret('LINE', 'a-b', '$USER-$DB_PASSWORD')).toBe(true)
  expect(isSecret('LINE', 'a-b', '$USER-$HOST')).toBe(false)
})

describe('a text for others', () => {
  test.each(credentials.map(([name, value, secret = value]) => ({ name, value, secret })))(
    'has no $name=$value',
    ({ name, value, secret }) => {
      const line = redact(`2026-11-28 12:00:01 orders: starting with ${name}="${value}" and port=8080`)
      // What can be told by its name alone is hidden where the name stands before it.
      expect(line).not.toContain(secret)
      expect(line).toMatch(/^2026-11-28 12:00:01 orders: starting with .* and port=8080$/s)
    },
  )

  test('is otherwise as it was', () => {
    const text = ordinary.map(([name, value]) => `${name}=${value}`).join('\n')
    expect(redact(text)).toBe(text)
  })

  test('says who and where', () => {
    expect(redact('dial postgres://shop:fox@db:5432/shop failed')).toBe('dial postgres://shop:[hidden]@db:5432/shop failed')
  })

  test.each([
    ['mysqladmin ping -h db -u root -pfox', 'mysqladmin ping -h db -u root -p[hidden]'],
    ['mysql --protocol=tcp -P 3306 -p orders', 'mysql --protocol=tcp -P 3306 -p orders'],
    ['redis-cli -h cache -a fox -p 6370 ping', 'redis-cli -h cache -a [hidden] -p 6370 ping'],
    ['mongosh -u root -p "fox" --eval x', 'mongosh -u root -p [hidden] --eval x'],
    ['sqlcmd -S db -U sa -P fox -Q x', 'sqlcmd -S db -U sa -P [hidden] -Q x'],
    ['mc alias set local http://minio:9000 admin fox', 'mc alias set local http://minio:9000 admin [hidden]'],
    ['serve --password -9fox! --level 3', 'serve --password [hidden] --level 3'],
    ['serve --auth-token -Fox+hare/2= -p 80', 'serve --auth-token [hidden] -p 80'],
    ['serve --password --level=3 --pin -1 --token -v', 'serve --password --level=3 --pin -1 --token -v'],
    ['serve --auth-token Zm94Zm94== -p 80', 'serve --auth-token [hidden] -p 80'],
    ['redis:redis@redis:6379', 'redis:[hidden]@redis:6379'],
  ])('of the command %j is %j', (line, shown) => {
    expect(redact(line)).toBe(shown)
  })

  test('is made in time that grows with its length alone', () => {
    for (const part of ['mysql ', 'mc alias set ', 'a', 'a:', 'a=', '"', '-', 'eyJ', 'a@', ' ', '\n'])
      expect(redact(part.repeat(20_000))).toBeDefined()
  })
})

test('a design for others names its secrets', () => {
  const env = { STRIPE_KEY: 'fox-1234567890', LOG_LEVEL: 'info' }
  const { design, named } = withNamedSecrets({
    microcosm: 1,
    components: { pay: { kind: 'service', notes: 'see https://me:fox@wiki/pay', env } },
  })
  expect(named).toEqual([{ component: 'pay', variable: 'STRIPE_KEY', secret: 'pay-stripe-key' }])
  expect(design.components.pay).toEqual({
    kind: 'service',
    notes: 'see https://me:[hidden]@wiki/pay',
    env: { STRIPE_KEY: { secret: 'pay-stripe-key' }, LOG_LEVEL: 'info' },
  })
  const plain = { microcosm: 1 as const, components: { pay: { kind: 'service', env: { LOG_LEVEL: 'info' } } } }
  expect(withNamedSecrets(plain).design).toBe(plain)
})
