import { expect, test } from 'vitest'
import { kinds } from '../../app/catalogue/catalogue.ts'
import { toContainerPlan } from '../../app/catalogue/container-context.ts'
import type { Design } from '../../app/design/design.ts'
import { toConfinement } from './confinement.ts'

const surroundings = { secret: (name: string) => name, address: () => ({ host: 'host', port: 1 }) }
/** With these a program in a container could reach this machine, or others on its network, in ways nobody drew. */
const dangerous = [
  'ALL',
  'SYS_ADMIN',
  'NET_ADMIN',
  'NET_RAW',
  'MKNOD',
  'SYS_PTRACE',
  'SYS_MODULE',
  'DAC_READ_SEARCH',
  'AUDIT_WRITE',
  'SETFCAP',
]

test.each(kinds.filter(({ container }) => typeof container === 'function').map(({ kind }) => kind))('%s is confined', (kind) => {
  const design: Design = { microcosm: 1, components: { it: { kind } } }
  const plan = toContainerPlan(design, 'it', surroundings)
  if (!plan) throw new Error('it has no container')
  const { CapDrop, CapAdd, SecurityOpt, PidsLimit } = toConfinement(plan)
  expect({ CapDrop, SecurityOpt, PidsLimit }).toEqual({ CapDrop: ['ALL'], SecurityOpt: ['no-new-privileges'], PidsLimit: 4096 })
  expect(CapAdd?.filter((capability: string) => dangerous.includes(capability))).toEqual([])
})

test('what the stub runtime plays has no capability at all, and an unknown image fewer than Docker gives', () => {
  expect(toConfinement({ image: { from: 'runtime' } }).CapAdd).toEqual([])
  const own = toConfinement({ image: { from: 'build', path: './web' } }).CapAdd
  expect(own).toContain('SETUID')
  expect(own).not.toContain('NET_RAW')
})
