import type { Command } from '../commands/command.ts'
import { commands } from '../commands/commands.ts'
import { t } from '../language/t.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Shortcut } from '../parts/Shortcut.tsx'
import './SearchDialog.css'

const sections: Command['section'][] = ['File', 'Edit', 'View', 'Run', 'Help']
const byMouse = [
  ['Nudge by 1 px', 'Arrows'],
  ['Nudge by 10 px', 'Shift+Arrows'],
  ['Select several', 'Shift+drag'],
  ['Put a copy down', 'Alt+drag'],
  ['Add to a clicked card', 'Tab'],
  ['Add here, or on a connection', 'Double click'],
] as const

/** Every command that has keys, by subject. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t('Keyboard shortcuts')} onClose={onClose} width={940}>
      <div className="shortcut-sheet">
        {sections.map((section) => (
          <section key={section}>
            <h3>{t(section)}</h3>
            <dl>
              {commands.map(({ id, label, shortcut, section: own }) =>
                own === section && shortcut ? <Row key={id} label={t(label)} keys={shortcut} /> : null,
              )}
              {section === 'Edit' && byMouse.map(([label, keys]) => <Row key={label} label={t(label)} keys={keys} />)}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

function Row({ label, keys }: { label: string; keys: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Shortcut keys={keys} framed />
      </dd>
    </div>
  )
}
