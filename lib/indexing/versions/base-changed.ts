/** What something was prepared from changed before it was stored: it is to be prepared again. */
export class BaseChanged extends Error {}
