/** Remembers whether the rail is collapsed; the server reads it, so that the rail is rendered in the right width. */
export const RAIL_COOKIE = 'loadout-rail'
