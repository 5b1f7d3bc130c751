/** Starts every API key, so that people and secret scanners recognize one. */
export const KEY_PREFIX = 'lo_'
