import { kindOf } from '../../app/catalogue/catalogue.ts'
import { effectsOf, faultKind } from '../../app/faults/faults.ts'
import { exported, live, predicted, refusal } from '../../app/faults/support.ts'
import { insteadOf } from '../../app/run/predicted-only.ts'
import { testOf } from './backing.mjs'
import { fieldsOfSchema } from './fields.mjs'
import { backed, reasons } from './reasons.mjs'

export const columns = ['predicted', 'live', 'compose']
const places = { live: 'run', compose: 'compose' }
const support = { predicted, live, compose: exported }

/** One row for each field: in each column the test that backs it, or the reason why it is not played, or nothing. */
export function parityRows() {
  return fieldsOfSchema().map((field) => ({ ...field, ...Object.fromEntries(columns.map((column) => [column, cellOf(column, field)])) }))
}

function cellOf(column, field) {
  const reason = reasonOf(column, field)
  if (reason) return { reason }
  const test = backed[column]?.[`${field.owner} ${field.path}`] ?? testOf(column, field)
  return test ? { test } : {}
}

function reasonOf(column, { owner, path, kinds }) {
  const [first] = path.split('.')
  const [, kind] = /^fault (.+)$/.exec(owner) ?? []
  if (kind) {
    const [quick] = faultKind(kind).quick
    const refused = refusal(support[column], strikingWith(kind, quick?.values ?? { replicas: 2 }))
    if (refused) return refused
    if (column === 'compose' && ['at', 'for', 'repeat'].includes(path)) return 'what is broken stays so until it is asked for otherwise'
  }
  const place = places[column]
  const instead = place && ['component', 'connection', 'group'].includes(owner) ? insteadOf(owner, first, place) : undefined
  const ofProvider = place && kinds.length > 0 && kinds.every((each) => kindOf(each)?.platform !== undefined)
  const known = instead ?? reasons[column][`${owner} ${path}`] ?? reasons[column][`${owner} ${first}`] ?? reasons[column][`* ${first}`]
  return known ?? (ofProvider ? providersOwn : undefined)
}

const providersOwn = 'it is what a provider does itself; the container that stands in does not know it'

/** A fault strikes components or connections; where it may strike both, it counts as played if either is. */
function strikingWith(kind, values) {
  const { replica, connection, ...rest } = effectsOf({ at: '0s', kind, target: 'a', ...values })
  return connection ? { ...rest, connection } : { ...rest, ...(replica ? { replica } : {}) }
}

export function toParityMarkdown(rows) {
  const cell = ({ test, reason }) => (test ? `\`${test}\`` : reason ? `no: ${reason}` : 'not tried')
  const sections = [...new Set(rows.map(({ owner }) => owner.split(' ')[0]))]
  const counted = (column, has) => rows.filter((row) => has(row[column])).length
  const summary = columns.map(
    (column) =>
      `| ${column} | ${counted(column, ({ test }) => test)} | ${counted(column, ({ reason }) => reason)} | ${counted(column, (each) => !each.test && !each.reason)} |`,
  )
  return [
    '# What each field of a design does where',
    '',
    'Made by `npm run parity` from the schema, from what each engine says that it plays (`app/run/predicted-only.ts`, `app/faults/support.ts`,',
    '`scripts/parity/reasons.mjs`) and from the tests: the first one that writes the field. `predicted`: by the prediction. `live`: by a run',
    'on Docker. `compose`: by an exported Compose system. A test fails where a field stands in no row.',
    '',
    '| | a test uses it | not played, for a reason | neither |',
    '| --- | --- | --- | --- |',
    ...summary,
    '',
    ...sections.flatMap((section) => [
      `## ${section}`,
      '',
      '| field | predicted | live | compose |',
      '| --- | --- | --- | --- |',
      ...rows
        .filter(({ owner }) => owner.split(' ')[0] === section)
        .map((row) => `| ${nameOf(row)} | ${columns.map((column) => cell(row[column])).join(' | ')} |`),
      '',
    ]),
  ].join('\n')
}

export function nameOf({ owner, path }) {
  return `\`${owner.startsWith('fault ') ? `${owner.slice(6)} ` : ''}${path}\``
}
