/** `v3`; that of an open change request has no number of its own yet. */
export function tellPolicyVersion(version: number): string {
  return version < 0 ? 'as proposed' : `v${version}`
}
