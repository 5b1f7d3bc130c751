const MB = 1024 * 1024

/** Every limit that input is checked against, in one place. Lengths are UTF-16 units unless the name says otherwise. */
export const LIMITS = {
  /** Body of a JSON request, unless the route has a limit of its own. */
  bodyBytes: 1 * MB,
  importBodyBytes: 32 * MB,
  importFiles: 500,

  idLength: 200,
  nameLength: 200,
  emailLength: 254,
  passwordMinLength: 10,
  passwordMaxLength: 128,
  slugLength: 60,

  /** Rows of one page of a list. */
  pageSize: 100,
  pageSizeDefault: 50,

  /** Requests of one API key or one signed-in person. */
  requestsPerMinute: 6_000,
  signInWindowMinutes: 15,
  /** Failed sign-ins in the window: one address and e-mail together, then either alone. */
  signInFailuresPerAddressAndEmail: 10,
  signInFailuresPerAddress: 100,
  signInFailuresPerEmail: 100,

  invitationDays: 7,
  resetLinkHours: 1,
  setupTokenHours: 24,
  apiKeysPerWorkspace: 200,
  pendingInvitationsPerWorkspace: 200,
} as const
