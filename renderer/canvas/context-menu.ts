import type { MouseEvent } from 'react'
import { componentsIn } from '../../app/design/components-in.ts'
import { arranging } from '../commands/arranging.ts'
import { commands } from '../commands/commands.ts'
import { runCommand } from '../commands/run-command.ts'
import { t } from '../language/t.ts'
import type { MenuItem } from '../parts/Menu.tsx'
import { faultMenuItems } from '../run/FaultActions.tsx'
import { designStore } from '../state/design-store.ts'
import { selectComponents, selectConnection, selectGroup, selectionStore, selectNote } from '../state/selection-store.ts'
import { addMenuItems, insertMenuItems } from './add-component.ts'
import { openMenu } from './canvas-menu.ts'
import { changeKindItems } from './change-kind-items.ts'
import { pasteAt } from './copying.ts'
import { putNote } from './note-edits.ts'
import { type FlowEdge, type FlowNode, groupOfNode } from './to-flow.ts'

/** Right click: on a card or an edge what can be done to it, on the pane what can be added there. */
export const contextMenu = {
  onNodeContextMenu: (event: MouseEvent, node: FlowNode) => {
    const group = groupOfNode(node.id)
    if (group !== undefined) {
      selectGroup(group, componentsIn(designStore.getState().design, group))
      return open(event, 'Group', fromCommands('collapse-group', 'fit-group', 'dissolve-group', 'copy', 'duplicate', 'focus'))
    }
    if (node.type === 'note') {
      selectNote(node.data.note)
      return open(event, 'Note', fromCommands('rename', 'delete-selection'))
    }
    if (node.type !== 'card') return
    if (!selectionStore.getState().components.includes(node.id)) selectComponents([node.id])
    const others = selectionStore.getState().components.length === 1 ? changeKindItems(node.id) : []
    const at = { x: event.clientX, y: event.clientY }
    const change = { label: 'Change into…', icon: 'replace', run: () => openMenu({ at, label: 'Change into', items: others }) }
    open(event, 'Component', [
      ...(others.length > 0 ? [change, 'separator' as const] : []),
      ...componentItems(),
      ...withSeparator(faultMenuItems(node.id)),
    ])
  },
  onSelectionContextMenu: (event: MouseEvent) => open(event, 'Components', componentItems()),
  onEdgeContextMenu: (event: MouseEvent, edge: FlowEdge) => {
    if (!selectionStore.getState().connections.includes(edge.id)) selectConnection(edge.id)
    open(event, 'Connection', [
      ...fromCommands('turn-connection'),
      insertItem(edge.id, event),
      ...fromCommands('select-same-kind', 'delete-selection'),
      ...withSeparator(faultMenuItems(edge.id)),
    ])
  },
  onPaneContextMenu: (event: MouseEvent | globalThis.MouseEvent) => {
    const at = { x: event.clientX, y: event.clientY }
    open(event, 'Canvas', [
      ...fromCommands('paste').map((item) => (typeof item === 'object' && 'run' in item ? { ...item, run: () => pasteAt(at) } : item)),
      ...fromCommands('select-all', 'select-connections'),
      'separator',
      { heading: 'Add here' },
      { label: 'Note', icon: 'sticky-note', run: () => putNote('note', at) },
      { label: 'Label', icon: 'type', run: () => putNote('label', at) },
      ...addMenuItems(at),
      'separator',
      ...fromCommands('tidy', 'fit'),
    ])
  },
}

function open(event: MouseEvent | globalThis.MouseEvent, label: string, items: MenuItem[]): void {
  event.preventDefault()
  openMenu({ at: { x: event.clientX, y: event.clientY }, label, items })
}

/** Nothing for nothing, otherwise the items apart from what stands above. */
function withSeparator(items: MenuItem[]): MenuItem[] {
  return items.length > 0 ? ['separator', ...items] : []
}

function insertItem(edge: string, { clientX, clientY }: MouseEvent): MenuItem {
  const at = { x: clientX, y: clientY }
  const items = insertMenuItems(edge, at)
  const run = () => openMenu({ at, label: 'Insert a component', items })
  return { label: 'Insert a component…', icon: 'between-vertical-start', disabled: items.length === 0, run }
}

function componentItems(): MenuItem[] {
  return [
    ...fromCommands(
      'rename',
      'add-called',
      'connect-selected',
      'copy',
      'cut',
      'duplicate',
      'group',
      'select-group',
      'focus',
      'select-same-kind',
      'select-connections',
      'pin-card',
    ),
    ...withSeparator(fromCommands(...arranging).filter((item) => typeof item === 'object' && 'disabled' in item && !item.disabled)),
    'separator',
    ...fromCommands('delete-selection'),
  ]
}

/** Menu items of these commands, as they apply now. */
export function fromCommands(...ids: string[]): MenuItem[] {
  return ids.flatMap((id) => {
    const command = commands.find((one) => one.id === id)
    if (!command) return []
    return [
      {
        label: t(command.label),
        icon: command.icon,
        shortcut: command.shortcut,
        disabled: command.when?.() === false,
        danger: id === 'delete-selection',
        run: () => void runCommand(id),
      },
    ]
  })
}
