import { runCommand } from '../commands/run-command.ts'
import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { designStore } from '../state/design-store.ts'
import { selectConnection } from '../state/selection-store.ts'
import { connectionAt, type PartPath } from './text-binding.ts'
import { YamlEditor } from './YamlEditor.tsx'

/** What is selected, as text beside its form. */
export function SelectionYaml({ path, name }: { path: PartPath; name: string }) {
  const [section, index] = path
  // A connection is known by its ends, which may be what was edited.
  const follow = () => {
    const id = section === 'connections' && typeof index === 'number' ? connectionAt(designStore.getState().document, index) : undefined
    if (id !== undefined) selectConnection(id)
  }
  return (
    <>
      <YamlEditor path={path} label={t('{name} as YAML', { name })} step={t('Edit {name} as YAML', { name })} onTaken={follow} />
      <div className="inspector-yaml-more">
        <Button icon="file-code" onClick={() => void runCommand('edit-yaml')}>
          {t('Edit the whole text')}
        </Button>
      </div>
    </>
  )
}
