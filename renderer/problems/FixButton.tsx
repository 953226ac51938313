import { applyFix } from '../../app/design/apply-fix.ts'
import type { Fix } from '../../app/design/fix.ts'
import { Button } from '../parts/Button.tsx'
import { edit } from '../state/design-store.ts'

/** Applies a fix as one undo step that has its name. */
export function FixButton({ fix }: { fix: Fix | undefined }) {
  if (!fix) return null
  return (
    <Button icon="wrench" className="problem-fix" onClick={() => edit(fix.label, (design) => applyFix(design, fix))}>
      {fix.label}
    </Button>
  )
}
