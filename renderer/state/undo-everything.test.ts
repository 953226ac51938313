import * as fc from 'fast-check'
import { beforeAll, expect, test, vi } from 'vitest'
import { kinds } from '../../app/catalogue/catalogue.ts'
import { changeId } from '../../app/design/change-id.ts'
import { changeKind, otherKinds } from '../../app/design/change-kind.ts'
import { connectionFields, connectionId, type Design } from '../../app/design/design.ts'
import { addComponent, moveComponents, nameDesign, rename, setParameter } from '../../app/design/edit.ts'
import { insertBetween } from '../../app/design/move-end.ts'
import { addNote, removeNote } from '../../app/design/notes.ts'
import { alignments } from '../../app/drawing/align.ts'

// The page's modules ask for the program at the other end when they are read.
vi.stubGlobal('window', { bridge: { request: () => new Promise(() => undefined), on: () => () => undefined, pathOf: () => undefined } })
const { connectSelected, drawBetween, moveBetween } = await import('../canvas/connection-edits.ts')
const { copyText, duplicateBy, duplicateSelection, pasteText } = await import('../canvas/copying.ts')
const { fitGroup, resizeGroup } = await import('../canvas/group-edits.ts')
const { placeNote, resizeNote, writeNote } = await import('../canvas/note-edits.ts')
const { addStepFromView, deleteStep, setMoment, shiftStep, writeStep } = await import('../presentation/step-edits.ts')
const { keepLayout } = await import('../canvas/keep-layout.ts')
const {
  alignSelection,
  deleteSelection,
  dissolveSelected,
  distributeSelection,
  groupSelection,
  nudgeSelection,
  selectAll,
  selectAround,
  selectConnectionsOf,
  selectSameKind,
  toggleCollapsed,
  togglePinned,
  turnSelected,
} = await import('../canvas/selection-edits.ts')
const { breakAt, choicesFor } = await import('../dock/fault-edits.ts')
const { addFault, addTrafficPoint, copyFault, moveTrafficCorner, removeFault, removeTrafficPoint, shiftFault, stretchFault } = await import(
  '../dock/scenario-edits.ts'
)
const { connectionForm } = await import('../inspector/connection-form.ts')
const { toFieldSpecs } = await import('../inspector/field-spec.ts')
const { startingValue } = await import('../inspector/starting-value.ts')
const { judgeText, shownPart } = await import('../yaml/text-binding.ts')
const { designStore, edit, editText, openText, putDocument, redo, undo } = await import('./design-store.ts')
const { selectComponents, selectConnections } = await import('./selection-store.ts')

/**
 * Whatever a person does in whatever order, with whatever selected: undone to the beginning the text is the one that was opened, byte
 * for byte, and done again it is the one that they had.
 */

const opened = `# A shop, as it was drawn on a Friday.
microcosm: 1
name: Shop   # ours
components:
  people: { kind: traffic, rate: 20, journeys: { buy: 1, look: 3 } }
  orders: &service { kind: service, name: "Orders", work: { time: 4ms } }
  stock: { kind: service, name: 'Stock', x-owner: ada }

  db:
    kind: postgres # the old one
    connections: 20
  cache: { kind: redis }
  jobs: { kind: rabbitmq }
connections:
  - { from: people, to: orders, protocol: http }
  - { from: orders, to: cache, protocol: redis }
  - from: orders
    to: db
    protocol: postgres
    onMiss: cache
  - { from: stock, to: jobs, protocol: amqp, mode: async }
groups:
  shop: { members: [orders, stock] }
scenarios:
  day:
    duration: 60s
    traffic: [ { at: 0s, scale: 1 }, { at: 20s, scale: 3, over: 5s } ]
    faults:
      - { at: 10s, for: 5s, kind: kill, target: orders }
layout: { people: { x: 0, y: 0 }, orders: { x: 300, y: 0 } }
`
const importedText = 'microcosm: 1\nname: Imported # from elsewhere\ncomponents:\n  web: { kind: service }\n  db: { kind: postgres }\n'

beforeAll(keepLayout)

/** Picks of a list by any number, so that a step means something whatever the design is by then. */
const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)]
const idAt = ({ components }: Design, at: number) => pick(Object.keys(components), at) ?? ''
const nameOfScenario = ({ scenarios }: Design) => Object.keys(scenarios ?? {})[0]

type Step = (design: Design, a: number, b: number) => void

const onScenario =
  (change: (scenario: NonNullable<NonNullable<Design['scenarios']>[string]>, a: number, b: number) => typeof scenario): Step =>
  (design, a, b) => {
    const name = nameOfScenario(design)
    const scenario = name === undefined ? undefined : design.scenarios?.[name]
    if (name !== undefined && scenario) edit('Scenario', (before) => setParameter(before, ['scenarios', name], change(scenario, a, b)))
  }

const steps: Record<string, Step> = {
  add: (_, a, b) => edit('Add', (design) => addComponent(design, pick(kinds, a)?.kind ?? 'service', { x: b, y: a }).design),
  delete: deleteSelection,
  group: groupSelection,
  pin: togglePinned,
  resizeGroup: (design, a, b) =>
    resizeGroup(pick(Object.keys(design.groups ?? {}), a) ?? '', { x: -b, y: -a, width: 400 + a, height: 40 + b }),
  fitGroup,
  collapse: (design, a) => toggleCollapsed(pick(Object.keys(design.groups ?? {}), a) ?? ''),
  note: (_, a, b) => edit('Note', (design) => addNote(design, { text: 'A note', x: b, y: a }).design),
  placeNote: (design, a, b) => placeNote(pick(Object.keys(design.notes ?? {}), a) ?? '', { x: b, y: a }),
  resizeNote: (design, a, b) => resizeNote(pick(Object.keys(design.notes ?? {}), a) ?? '', { width: 60 + a, height: 20 + b }),
  writeNote: (design, a, b) => writeNote(pick(Object.keys(design.notes ?? {}), a) ?? '', pick(['', 'Two\nlines', '# "1"'], b) ?? ''),
  addStep: addStepFromView,
  writeStep: (_, a, b) => writeStep(a % 3, { name: pick(['', 'A step', '- "#'], b) ?? '', text: pick(['', 'Two\nlines'], a) ?? '' }),
  momentOfStep: (design, a, b) =>
    setMoment(a % 3, b % 3 === 0 ? undefined : b % 3 === 1 ? null : nameOfScenario(design), b % 2 === 0 ? undefined : '20s'),
  shiftStep: (_, a, b) => shiftStep(a % 3, b % 2 === 0 ? 1 : -1),
  deleteStep: (_, a) => deleteStep(a % 3),
  unwrite: (design, a) => edit('Delete a note', (before) => removeNote(before, pick(Object.keys(design.notes ?? {}), a) ?? '')),
  dissolve: dissolveSelected,
  align: (_, a) => alignSelection(pick(alignments, a) ?? 'left'),
  distribute: (_, a) => distributeSelection(a % 2 === 0 ? 'across' : 'down'),
  nudge: (_, a, b) => void nudgeSelection((a % 3) - 1, (b % 3) - 1),
  move: (design, a, b) => edit('Move', (before) => moveComponents(before, { [idAt(design, a)]: { x: b, y: a } })),
  copyAndPaste: () => {
    const text = copyText()
    if (text !== null) pasteText(text)
  },
  pasteSomething: () => pasteText('cart:\n  kind: service\n  name: Cart\n'),
  duplicate: duplicateSelection,
  duplicateBy: (design, a, b) => duplicateBy([idAt(design, a)], { x: b, y: 40 }),
  connect: (design, a, b) => drawBetween({ from: idAt(design, a), to: idAt(design, b) }),
  connectSelected,
  moveEnd: (design, a, b) => {
    const one = pick(design.connections ?? [], a)
    if (one) moveBetween(one, a % 2 === 0 ? { from: one.from, to: idAt(design, b) } : { from: idAt(design, b), to: one.to })
  },
  insert: (design, a, b) => {
    const one = pick(design.connections ?? [], a)
    if (one) edit('Insert', (before) => insertBetween(before, one, idAt(before, b)))
  },
  turn: turnSelected,
  rename: (design, a, b) => edit('Rename', (before) => rename(before, idAt(design, a), pick(['', 'Ünïcode: #1', '"', 'a'], b) ?? '')),
  changeId: (design, a, b) => edit('Id', (before) => changeId(before, idAt(design, a), `other-${b % 5}`)),
  changeKind: (design, a, b) => {
    const id = idAt(design, a)
    const other = pick(otherKinds(design, id), b)
    if (other) edit('Kind', (before) => changeKind(before, id, other.kind.kind).design)
  },
  nameDesign: (_, a) => edit('Name', (design) => nameDesign(design, pick(['', 'B: c', 'Shop'], a) ?? '')),
  setOfComponent: (design, a, b) => {
    const id = idAt(design, a)
    const field = pick(toFieldSpecs(kinds.find(({ kind }) => kind === design.components[id]?.kind)?.parameters ?? {}), b)
    if (field) edit('Set', (before) => setParameter(before, ['components', id, field.key], a % 3 === 0 ? undefined : startingValue(field)))
  },
  setOfConnections: (design, a, b) => {
    const field = pick(connectionForm, b)
    const ids = (design.connections ?? []).map(connectionId).slice(0, 1 + (a % 4))
    if (field && Object.hasOwn(connectionFields, field.key)) {
      const value = a % 3 === 0 ? undefined : startingValue(field)
      edit('Set', (before) => ids.reduce((sum, id) => setParameter(sum, ['connections', id, field.key], value), before))
    }
  },
  addFault: onScenario((scenario, a) => addFault(scenario, { kind: 'pause', at: `${a % 50}s`, for: '3s', target: 'db' })),
  breakAt: (design, a, b) => {
    const target = idAt(design, a)
    const choice = pick(choicesFor(target), b)
    if (choice) breakAt(target, choice.kind, a % 60)
  },
  copyFault: onScenario((scenario, a) => copyFault(scenario, a % 3)),
  removeFault: onScenario((scenario, a) => removeFault(scenario, a % 3)),
  shiftFault: onScenario((scenario, a, b) => shiftFault(scenario, a % 3, (b % 40) - 20)),
  stretchFault: onScenario((scenario, a, b) => stretchFault(scenario, a % 3, (b % 40) - 20)),
  addPoint: onScenario((scenario, a, b) => addTrafficPoint(scenario, a % 60, (b % 50) / 10)),
  removePoint: onScenario((scenario, a) => removeTrafficPoint(scenario, a % 3)),
  movePoint: onScenario((scenario, a, b) => moveTrafficCorner(scenario, a % 2, b % 2 === 0, a % 60, (b % 50) / 10)),
  typeYaml: (design, a, b) => {
    const { document } = designStore.getState()
    const path =
      b % 3 === 0 ? [] : b % 3 === 1 ? ['components', idAt(design, a)] : ['connections', a % Math.max(1, design.connections?.length ?? 0)]
    const part = shownPart(document, path)
    if (!part) return
    // As it comes from a keyboard: some of it right, some not.
    const at = (a * 13) % (part.text.length + 1)
    const typed = [
      part.text.replace(/kind: \w+/, 'kind: redis'),
      `${part.text} # ${a}`,
      part.text.slice(0, at) + part.text.slice(at + 3),
      `${part.text}\nx-a: [`,
    ]
    const verdict = judgeText(document, path, part, pick(typed, a) ?? '')
    if (verdict.document) putDocument('Type', verdict.document, `yaml ${a % 4}`)
  },
  yaml: (_, a) => void editText('Edit YAML', `${designStore.getState().document.text}# ${a}\n`),
  import: () => void openText({ text: importedText, path: null, name: 'imported.microcosm.yaml', savedText: null, step: 'Import' }),
  selectAll,
  selectSameKind,
  selectConnectionsOf,
  selectAround,
  selectSome: (design, a, b) => selectComponents([...new Set([idAt(design, a), idAt(design, b)])]),
  selectConnection: (design, a) => selectConnections((design.connections ?? []).slice(a % 4, (a % 4) + 2).map(connectionId)),
  undo,
  redo,
}

const textNow = () => designStore.getState().document.text

/** Returns how many undo steps there were. */
function playThrough(all: readonly [string, number, number][]): number {
  openText({ text: opened, path: '/home/ada/shop.microcosm.yaml', name: 'shop.microcosm.yaml' })
  for (const [name, a, b] of all) steps[name]?.(designStore.getState().design, a, b)
  const end = textNow()
  let back = 0
  while (designStore.getState().history.undo.length > 0) {
    undo()
    back += 1
  }
  expect(textNow()).toBe(opened)
  expect(designStore.getState()).toMatchObject({ path: '/home/ada/shop.microcosm.yaml', dirty: false })
  for (let forth = 0; forth < back; forth += 1) redo()
  expect(textNow()).toBe(end)
  return back
}

test('every step alone, and then all of them one after another, are undone to the byte and done again', () => {
  const names = Object.keys(steps)
  for (const name of names)
    playThrough([
      ['selectAll', 0, 0],
      [name, 4, 2],
    ])
  expect(playThrough(names.map((name, index) => [name, index, index * 7]))).toBeGreaterThan(15)
})

test('any steps in any order are undone to the byte and done again', () => {
  const step = fc.tuple(fc.constantFrom(...Object.keys(steps)), fc.nat(500), fc.nat(500))
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (all) => void playThrough(all)),
    { seed: 12, numRuns: 120 },
  )
})
