import { kindOf } from '../../app/catalogue/catalogue.ts'
import { KindTile } from '../catalogue/KindTile.tsx'
import { runCommand } from '../commands/run-command.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useDesignStore } from '../state/design-store.ts'
import { selectComponents } from '../state/selection-store.ts'

/** Several components: which they are, and what can be done to all of them. */
export function SeveralInspector({ ids }: { ids: string[] }) {
  const components = useDesignStore((state) => state.design.components)
  return (
    <>
      <header className="inspector-head">
        <span className="inspector-edge-tile">
          <Icon name="boxes" size={20} />
        </span>
        <div className="inspector-title">
          <h2>{ids.length} components</h2>
          <p className="muted">selected</p>
        </div>
      </header>
      <div className="inspector-body inspector-body-ruled">
        <div className="inspector-actions">
          <Button icon="copy-plus" onClick={() => void runCommand('duplicate')}>
            Duplicate
          </Button>
          <Button icon="copy" onClick={() => void runCommand('copy')}>
            Copy
          </Button>
          <Button icon="trash-2" variant="danger" onClick={() => void runCommand('delete-selection')}>
            Delete
          </Button>
        </div>
        <ul className="inspector-list">
          {ids.map((id) => {
            const component = components[id]
            return (
              component && (
                <li key={id}>
                  <button type="button" onClick={() => selectComponents([id])}>
                    <KindTile kind={component.kind} size={22} />
                    <span className="inspector-list-name">{component.name ?? id}</span>
                    <span className="muted">{kindOf(component.kind)?.label ?? component.kind}</span>
                  </button>
                </li>
              )
            )
          })}
        </ul>
      </div>
    </>
  )
}
