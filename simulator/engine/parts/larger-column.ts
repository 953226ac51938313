/** A copy of a pool's column with room for `size` entries; what is new is 0. */
export function largerColumn<T extends Int32Array | Float64Array>(column: T, size: number): T {
  const larger = new (column.constructor as new (length: number) => T)(size)
  larger.set(column)
  return larger
}
