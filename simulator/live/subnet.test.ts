import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseSubnet, formatAddress, overlaps, parseAddress, parseRange, type Range } from './subnet.ts'

const range = (text: string) => parseRange(text) as Range

test('ranges overlap when one holds the other, and the default route holds nothing', () => {
  expect(overlaps(range('10.0.0.0/8'), range('10.201.0.0/20'))).toBe(true)
  expect(overlaps(range('10.201.15.1/24'), range('10.201.0.0/20'))).toBe(true)
  expect(overlaps(range('10.201.16.0/20'), range('10.201.0.0/20'))).toBe(false)
  expect(overlaps(range('0.0.0.0/0'), range('10.201.0.0/20'))).toBe(false)
})

test('the choice touches nothing that is in use', () => {
  const used = fc.array(fc.tuple(fc.integer({ min: 200, max: 239 }), fc.nat(255), fc.integer({ min: 10, max: 32 })), { maxLength: 30 })
  fc.assert(
    fc.property(used, (taken) => {
      const ranges = taken.map(([second, third, prefix]) => range(`10.${second}.${third}.0/${prefix}`))
      const subnet = chooseSubnet(ranges)
      if (subnet) expect(ranges.filter((each) => overlaps(each, subnet.range))).toEqual([])
    }),
  )
})

test('nothing is left when everything is taken', () => {
  expect(chooseSubnet([range('10.0.0.0/8')])).toBeUndefined()
})

test('containers and connections have their own halves', () => {
  const subnet = chooseSubnet([])
  expect(subnet?.cidr).toBe('10.201.0.0/20')
  expect(subnet?.edges).toEqual({ network: '10.201.8.0', prefix: 21 })
  expect(subnet?.edge(0)).toBe('10.201.8.1')
  expect(subnet?.container(0)).toBe('10.201.0.16')
})

test('addresses survive being written and read', () => {
  fc.assert(fc.property(fc.nat(2 ** 32 - 1), (address) => parseAddress(formatAddress(address)) === address))
})
