/**
 * A value that the database keeps of a closed set.
 * @throws Error for one that this version does not know: taken for another it would say something false
 */
export function oneOf<Known extends string>(known: readonly Known[], value: string): Known {
  const found = known.find((each) => each === value)
  if (found === undefined) throw new Error(`The database holds “${value}” where only ${known.join(', ')} can stand.`)
  return found
}
