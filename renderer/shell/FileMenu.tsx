import { useState } from 'react'
import type { Output } from '../../app/bridge/requests.ts'
import { request } from '../bridge.ts'
import { fromCommands } from '../canvas/context-menu.ts'
import { openExample, openPath } from '../files/open-file.ts'
import { t } from '../language/t.ts'
import type { MenuItem } from '../parts/Menu.tsx'
import { MenuButton } from '../parts/MenuButton.tsx'
import { useDesignStore } from '../state/design-store.ts'

/** The file's name, which opens the menu of everything about files. */
export function FileMenu() {
  const open = useDesignStore((state) => state.open)
  const name = useDesignStore((state) => state.name)
  const [recent, setRecent] = useState<Output<'designs.recent'>>([])
  const [examples, setExamples] = useState<Output<'designs.examples'>>([])
  // Asked when the pointer or the focus comes near, so that the menu is complete when it opens.
  const prepare = () => {
    void request('designs.recent', {}).then(setRecent, () => setRecent([]))
    if (examples.length === 0) void request('designs.examples', {}).then(setExamples, () => setExamples([]))
  }
  return (
    <MenuButton label={t('File')} variant="ghost" onNear={prepare} items={() => toItems(recent, examples)}>
      {open ? <FileName name={name} /> : 'Microcosm'}
    </MenuButton>
  )
}

function FileName({ name }: { name: string }) {
  const stem = name.replace(/(\.microcosm)?\.ya?ml$/, '')
  return (
    <>
      <strong className="file-stem">{stem}</strong>
      <span className="muted file-ending">{name.slice(stem.length)}</span>
    </>
  )
}

function toItems(recent: Output<'designs.recent'>, examples: Output<'designs.examples'>): MenuItem[] {
  const recentItems = recent.slice(0, 6).map(({ path, name }) => ({
    label: name,
    detail: folderOf(path),
    icon: 'file',
    run: () => void openPath(path),
  }))
  const exampleItems = examples.map((example) => ({ label: example.title, icon: 'shapes', run: () => void openExample(example) }))
  return [
    ...fromCommands('new-design', 'open-design', 'import-compose'),
    ...(recentItems.length > 0 ? ['separator' as const, { heading: t('Open recent') }, ...recentItems] : []),
    ...(exampleItems.length > 0 ? ['separator' as const, { heading: t('Examples') }, ...exampleItems] : []),
    'separator',
    ...fromCommands('save', 'save-as', 'export-design', 'export-report', 'record-run', 'compare-designs'),
    'separator',
    ...fromCommands('edit-yaml', 'shortcuts', 'save-diagnostics', 'close-design'),
  ]
}

// /home/ada/designs/shop.microcosm.yaml -> /home/ada/designs
function folderOf(path: string): string {
  return path.replace(/[/\\][^/\\]*$/, '')
}
