import { useEffect, useState } from 'react'
import type { Design } from '../../app/design/design.ts'
import { moveComponents } from '../../app/design/edit.ts'
import { arrange } from '../canvas/arrange.ts'

/** The design with every component in its place; the one before stays until the next is arranged. */
export function useArranged(design: Design | undefined): Design | undefined {
  const [arranged, setArranged] = useState<Design | undefined>()
  useEffect(() => {
    let current = true
    if (design) void arrange(design).then((positions) => current && setArranged(moveComponents(design, positions)))
    return () => {
      current = false
    }
  }, [design])
  return arranged
}
