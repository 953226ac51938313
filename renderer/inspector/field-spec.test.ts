import { expect, test } from 'vitest'
import { kinds } from '../../app/catalogue/catalogue.ts'
import { connectionFields } from '../../app/design/design.ts'
import { type FieldSpec, toFieldSpecs, toSections } from './field-spec.ts'

const controls = (fields: FieldSpec[]) => Object.fromEntries(fields.map(({ key, control }) => [key, control.type]))
const kind = (name: string) => toFieldSpecs(kinds.find((one) => one.kind === name)?.parameters ?? {})

test('a service: each parameter gets the control its type asks for', () => {
  expect(controls(kind('service'))).toMatchObject({
    replicas: 'number',
    holdsWorker: 'switch',
    work: 'group',
    failureRate: 'share',
    autoscale: 'group',
    image: 'text',
    env: 'map',
    memory: 'size',
  })
})

test('a time that is the same or varies is one control', () => {
  const coldStart = kind('function').find(({ key }) => key === 'coldStart')
  const fields = coldStart?.control.type === 'timing' ? coldStart.control.fields : []
  expect(fields.map(({ key }) => key)).toEqual(['time', 'distribution', 'cv', 'samples'])
})

test('metadata of the wrapper and of the type inside are joined', () => {
  const work = kind('service').find(({ key }) => key === 'work')
  const fields = work?.control.type === 'group' ? work.control.fields : []
  expect(controls(fields)).toEqual({ time: 'duration', distribution: 'choice', cv: 'number', samples: 'list' })
  expect(fields.map(({ key, required, absent }) => [key, required, absent])).toEqual([
    ['time', true, undefined],
    ['distribution', false, 'exponential'],
    ['cv', false, '1'],
    ['samples', false, undefined],
  ])
})

test('endpoints are names, each with the fields of a time', () => {
  const endpoints = kind('service').find(({ key }) => key === 'endpoints')
  const fields = endpoints?.control.type === 'groups' ? endpoints.control.fields : []
  expect(fields.map(({ key }) => key)).toEqual(['time', 'distribution', 'cv', 'samples'])
  expect(controls(toFieldSpecs(connectionFields))).toMatchObject({ endpoints: 'shares', optional: 'switch', fallbackFor: 'text' })
})

test('numbers know their range', () => {
  const replicas = kind('service').find(({ key }) => key === 'replicas')
  expect(replicas).toMatchObject({ unit: 'replicas', section: 'Capacity', absent: '1', control: { whole: true, min: 1, max: 100 } })
})

test('a connection: calls and path are one value or one per journey', () => {
  const fields = toFieldSpecs(connectionFields)
  expect(controls(fields)).toMatchObject({
    protocol: 'choice',
    calls: 'per-journey',
    path: 'per-journey',
    timeout: 'duration',
    retries: 'group',
  })
  expect(toSections(fields).map(({ section }) => section)).toContain('Resilience')
})

test('every parameter of every kind has a title of its own', () => {
  const untitled = kinds.flatMap(({ kind: name, parameters }) =>
    toFieldSpecs(parameters).flatMap(({ key, title }) => (title === key ? [`${name}.${key}`] : [])),
  )
  expect(untitled).toEqual([])
})
