/** Of a set that is there, or as a change request wants it: such a set may only come to be with it. */
export const OF_KNOWN_SET = { OR: [{ querySet: { deletedAt: null } }, { setRevision: { lt: 0 } }] }
