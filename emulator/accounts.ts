/** What an account may use. A feature that is off answers as the real server does. */
export interface Features {
  /** Live entries at all; off: SERVICE_FORBIDDEN. */
  liveStream: boolean;
  /** Live recording; off: RECORDING_DISABLED. */
  recording: boolean;
  /** segmentDuration of live entries. */
  dynamicSegmentDuration: boolean;
  /** The metadata plugin; off: FEATURE_FORBIDDEN. */
  metadata: boolean;
  /** The REACH plugin; off: FEATURE_FORBIDDEN. */
  reach: boolean;
  /** Entitlement (category privacy). */
  entitlement: boolean;
}

/** One customer account ("partner") of the emulated server. */
export interface Account {
  id: number;
  name: string;
  adminSecret: string;
  userSecret: string;
  features: Features;
  /** A vendor that works on REACH orders. */
  isVendor: boolean;
  /** The platform's own administration: may act for any account and make REACH profiles. */
  isConsole: boolean;
  /** Default profiles, made with the account. */
  defaults: AccountDefaults;
  /** Epoch seconds. */
  createdAt: number;
}

/** Ids of what every account has from the start. */
export interface AccountDefaults {
  accessControlId: number;
  /** Conversion profile of media entries. */
  conversionProfileId: number;
  /** Conversion profile of live entries; undefined on accounts without one. */
  liveConversionProfileId: number | undefined;
}

/** All features on but the one which costs extra, as on the recorded account. */
export const ALL_FEATURES: Features = {
  liveStream: true,
  recording: true,
  dynamicSegmentDuration: false,
  metadata: true,
  reach: true,
  entitlement: false,
};

/** Partner id of the platform's administration. */
export const CONSOLE_PARTNER_ID = -2;
