import { componentsIn } from '../../app/design/components-in.ts'
import { connectionId, type Position } from '../../app/design/design.ts'
import { disconnect, moveComponents, pinComponents, removeComponents, setParameter } from '../../app/design/edit.ts'
import { dissolveGroup, groupComponents } from '../../app/design/grouping.ts'
import { checkTurn, turnConnection } from '../../app/design/turn-connection.ts'
import { type Alignment, type Axis, align, distribute } from '../../app/drawing/align.ts'
import { t, tCount } from '../language/t.ts'
import { designStore, edit } from '../state/design-store.ts'
import {
  clearSelection,
  selectComponents,
  selectConnection,
  selectConnections,
  selectGroup,
  selectionStore,
} from '../state/selection-store.ts'
import { settingsStore } from '../state/settings-store.ts'
import { showToast } from '../state/toast-store.ts'
import { layoutStore } from './layout-store.ts'
import { deleteNote, nudgeNote, selectedNote } from './note-edits.ts'

/** What a person can do to what is selected. Each is one undo step. */

export function hasDesign(): boolean {
  return designStore.getState().open
}

export function hasComponents(): boolean {
  return hasDesign() && selectionStore.getState().components.length > 0
}

export function hasSelection(): boolean {
  return hasParts() || selectedNote() !== undefined
}

/** Components or connections, of which there are kinds. */
export function hasParts(): boolean {
  return hasComponents() || hasConnections()
}

/** Exactly one connection. */
export function hasConnection(): boolean {
  return hasDesign() && selectionStore.getState().connections.length === 1
}

function hasConnections(): boolean {
  return hasDesign() && selectionStore.getState().connections.length > 0
}

export function selectAll(): void {
  selectComponents(Object.keys(designStore.getState().design.components))
}

/** All components of the kinds of those that are selected, or all connections of the selected connections' protocols. */
export function selectSameKind(): void {
  const { components, connections } = selectionStore.getState()
  const { design } = designStore.getState()
  const all = design.connections ?? []
  if (components.length > 0) {
    const kinds = new Set(components.map((id) => design.components[id]?.kind))
    selectComponents(Object.keys(design.components).filter((id) => kinds.has(design.components[id]?.kind)))
  } else {
    const protocols = new Set(all.filter((one) => connections.includes(connectionId(one))).map(({ protocol }) => protocol))
    selectConnections(all.filter(({ protocol }) => protocols.has(protocol)).map(connectionId))
  }
}

/** All connections of the selected components; where none is selected, all there are. */
export function selectConnectionsOf(): void {
  const { components } = selectionStore.getState()
  const { connections = [] } = designStore.getState().design
  const touches = (id: string) => components.length === 0 || components.includes(id)
  selectConnections([...new Set(connections.filter(({ from, to }) => touches(from) || touches(to)).map(connectionId))])
}

export function deleteSelection(): void {
  const note = selectedNote()
  if (note !== undefined) {
    deleteNote(note)
    return
  }
  const { components, connections, group } = selectionStore.getState()
  const { design } = designStore.getState()
  clearSelection()
  if (components.length > 0) {
    edit(t('Delete {name}', { name: called(components) }), (before) =>
      removeComponents(group === undefined ? before : dissolveGroup(before, group), components),
    )
  } else {
    const drawn = (design.connections ?? []).filter((one) => connections.includes(connectionId(one)))
    const name = connections.length === 1 ? (connections[0] ?? '') : tCount(connections.length, '{count} connection', '{count} connections')
    edit(t('Delete {name}', { name }), (before) => drawn.reduce((rest, { from, to }) => disconnect(rest, from, to), before))
  }
}

/** Draws the selected connection the other way, or says why that cannot be. */
export function turnSelected(): void {
  const {
    connections: [connection],
  } = selectionStore.getState()
  const { design } = designStore.getState()
  const drawn = design.connections?.find((one) => connectionId(one) === connection)
  if (!drawn) return
  const reason = checkTurn(design, drawn)
  if (reason) {
    showToast('note', reason)
    return
  }
  edit(t('Turn {from} to {to} round', { from: nameOf(drawn.from), to: nameOf(drawn.to) }), (before) => turnConnection(before, drawn))
  selectConnection(connectionId({ from: drawn.to, to: drawn.from }))
}

/** Moves what is selected; presses in a row are one undo step. Returns whether anything was selected. */
export function nudgeSelection(dx: number, dy: number): boolean {
  const { components } = selectionStore.getState()
  const isNote = hasDesign() && selectedNote() !== undefined
  if (!hasComponents() && !isNote) return false
  if (isLocked()) return true
  if (isNote) {
    nudgeNote(dx, dy)
    return true
  }
  const { positions } = layoutStore.getState()
  const moved = Object.fromEntries(
    components.flatMap((id) => {
      const at = positions[id]
      return at ? [[id, { x: at.x + dx, y: at.y + dy }]] : []
    }),
  )
  edit(t('Move'), (design) => moveComponents(design, { ...positions, ...moved }, positions), `nudge ${components.join(' ')}`)
  return true
}

/** Pins the selected cards, so that Tidy leaves them; lets them go where all of them are pinned. */
export function togglePinned(): void {
  const { components } = selectionStore.getState()
  const { design } = designStore.getState()
  const { positions } = layoutStore.getState()
  const pinned = !components.every((id) => design.layout?.[id]?.pinned)
  const places = Object.fromEntries(components.flatMap((id) => (positions[id] ? [[id, positions[id]]] : [])))
  const name = called(components)
  // All places are written, as with a move: a file that places some and not others would be arranged anew around them.
  edit(pinned ? t('Pin {name}', { name }) : t('Unpin {name}', { name }), (before) =>
    pinComponents(moveComponents(before, positions), places, pinned),
  )
}

/** Lines up the selected cards by an edge or their middle. */
export function alignSelection(by: Alignment): void {
  place(t('Align {name}', { name: called(selectionStore.getState().components) }), (chosen) => align(chosen, by))
}

/** Puts the selected cards at equal distances. */
export function distributeSelection(axis: Axis): void {
  place(t('Distribute {name}', { name: called(selectionStore.getState().components) }), (chosen) => distribute(chosen, axis))
}

/** Puts the selected components into a group, and selects that. */
export function groupSelection(): void {
  const { components } = selectionStore.getState()
  let grouped = ''
  edit(t('Group {name}', { name: called(components) }), (design) => {
    const result = groupComponents(design, components)
    grouped = result.id
    return result.design
  })
  if (grouped) selectGroup(grouped, components)
}

/** Takes the selected group away; its members stay. */
export function dissolveSelected(): void {
  const { group, components } = selectionStore.getState()
  if (group === undefined) return
  edit(t('Dissolve {name}', { name: designStore.getState().design.groups?.[group]?.name ?? group }), (design) =>
    dissolveGroup(design, group),
  )
  selectComponents(components)
}

/** Draws a group as one card, or its members again. */
export function toggleCollapsed(id: string): void {
  const group = designStore.getState().design.groups?.[id]
  if (!group || group.kind === 'zone') return
  const wanted = group.collapsed ? undefined : true
  edit(wanted ? t('Collapse {name}', { name: group.name ?? id }) : t('Expand {name}', { name: group.name ?? id }), (design) =>
    setParameter(design, ['groups', id, 'collapsed'], wanted),
  )
  selectGroup(id, componentsIn(designStore.getState().design, id))
}

export function hasGroup(): boolean {
  const { group } = selectionStore.getState()
  return hasDesign() && group !== undefined && Object.hasOwn(designStore.getState().design.groups ?? {}, group)
}

/** The smallest group that holds all that is selected and more, or is not selected as a group yet. */
export function selectAround(): void {
  const around = groupAround()
  if (around) selectGroup(around.id, around.components)
}

export function isInGroup(): boolean {
  return groupAround() !== undefined
}

function groupAround(): { id: string; components: string[] } | undefined {
  const { design } = designStore.getState()
  const { components, group } = selectionStore.getState()
  const groups = Object.keys(design.groups ?? {}).map((id) => ({ id, components: componentsIn(design, id) }))
  const least = group === undefined ? components.length : components.length + 1
  return groups
    .filter((one) => components.length > 0 && one.components.length >= least && components.every((id) => one.components.includes(id)))
    .sort((a, b) => a.components.length - b.components.length)[0]
}

/** Whether cards are kept from being moved by mistake. */
export function isLocked(): boolean {
  return settingsStore.getState().layoutLocked
}

/** So many cards or more are selected. */
export function hasCards(least: number): boolean {
  return hasDesign() && selectionStore.getState().components.length >= least
}

function place(label: string, change: (chosen: Record<string, Position>) => Record<string, Position>): void {
  const { components } = selectionStore.getState()
  const { positions } = layoutStore.getState()
  const chosen = Object.fromEntries(components.flatMap((id) => (positions[id] ? [[id, positions[id]]] : [])))
  edit(label, (design) => moveComponents(design, { ...positions, ...change(chosen) }, positions))
}

/** The one, or how many there are. */
function called(components: string[]): string {
  return components.length === 1 ? nameOf(components[0] ?? '') : tCount(components.length, '{count} component', '{count} components')
}

function nameOf(id: string): string {
  return designStore.getState().design.components[id]?.name ?? id
}
