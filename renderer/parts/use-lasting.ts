import { useEffect, useState } from 'react'

/** True once something has been going on for so long; a quick answer never flickers. */
export function useLasting(isGoing: boolean, afterMs: number): boolean {
  const [lasting, setLasting] = useState(false)
  useEffect(() => {
    if (!isGoing) return
    const timer = setTimeout(() => setLasting(true), afterMs)
    return () => {
      clearTimeout(timer)
      setLasting(false)
    }
  }, [isGoing, afterMs])
  return lasting
}
