import { createContext, useContext } from 'react'
import { pathKey } from './common-values.ts'
import type { Path } from './form-props.ts'

/** The fields in which the things that a form is about differ; nothing, where it is about one. */
export const MixedFields = createContext<ReadonlySet<string>>(new Set())

/** Whether the things that the form is about differ in this field. */
export function useMixed(path: Path): boolean {
  return useContext(MixedFields).has(pathKey(path))
}

/** What stands in a field whose values differ. */
export const mixedText = 'mixed'
