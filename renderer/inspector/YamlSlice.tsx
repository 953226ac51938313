import { runCommand } from '../commands/run-command.ts'
import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { useDesignStore } from '../state/design-store.ts'
import { sliceOf } from './yaml-slice.ts'

/** A part of the design as it stands in the file. */
export function YamlSlice({ path }: { path: (string | number)[] }) {
  const document = useDesignStore((state) => state.document)
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard, too. */}
      <pre className="yaml-slice mono" tabIndex={0}>
        {sliceOf(document.source, path) ?? t('It does not stand in the text.')}
      </pre>
      <Button icon="file-code" onClick={() => void runCommand('edit-yaml')}>
        {t('Edit the whole text')}
      </Button>
    </>
  )
}
