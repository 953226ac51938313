import { useStoreApi } from '@xyflow/react'
import { useEffect } from 'react'
import { passBy, settleAt } from './distance-store.ts'

/** Keeps from how far the canvas is seen. In a large design more detail waits until the view rests: drawing it takes a while. */
export function useKeptDistance(isLarge: boolean): void {
  const store = useStoreApi()
  useEffect(() => {
    const zoomNow = () => store.getState().transform[2]
    settleAt(zoomNow())
    let before = zoomNow()
    return store.subscribe(() => {
      const zoom = zoomNow()
      if (zoom === before) return
      before = zoom
      if (isLarge) passBy(zoom)
      else settleAt(zoom)
    })
  }, [store, isLarge])
}
