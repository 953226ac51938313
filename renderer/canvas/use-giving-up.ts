import { useConnection, useStore, useStoreApi } from '@xyflow/react'
import { useEffect } from 'react'
import { onEscape } from '../parts/on-escape.ts'
import { type Selection, selectionStore } from '../state/selection-store.ts'

/** What a press on the canvas may be given up to. */
export interface Press {
  /** The selection when the pointer was pressed. */
  selection: Selection
  /** Whether what follows of this press is to mean nothing. */
  isGivenUp: boolean
}

/**
 * Escape gives up a rectangle or a connection under way, and nothing else. React Flow knows no giving up: a rectangle is taken
 * from it, and a connection is ended as if the pointer had been released, by a release that means nothing.
 */
export function useGivingUp(press: Press): void {
  const store = useStoreApi()
  const selecting = useStore((state) => state.userSelectionActive)
  const connecting = useConnection((connection) => connection.inProgress)
  const halfConnected = useStore((state) => state.connectionClickStartHandle !== null)
  useEffect(() => {
    if (!selecting) return
    return onEscape(() => {
      store.setState({ userSelectionActive: false, userSelectionRect: null })
      selectionStore.setState(press.selection)
    })
  }, [selecting, store, press])
  useEffect(() => {
    if (!connecting) return
    return onEscape(() => {
      press.isGivenUp = true
      document.dispatchEvent(new MouseEvent('mouseup'))
      press.isGivenUp = false
    })
  }, [connecting, press])
  useEffect(() => {
    if (!halfConnected) return
    return onEscape(() => store.setState({ connectionClickStartHandle: null }))
  }, [halfConnected, store])
}
