import type { ReleaseDto } from '@/lib/schemas/releases/release'

/** Whether change requests can go into a release. */
export const isTarget = ({ isFrozen, changeNumber, draftOf }: ReleaseDto): boolean =>
  !isFrozen && changeNumber === null && draftOf === null
