/**
 * The embedded Kaltura: a server on loopback that answers like a real Kaltura back end, held to recordings of
 * one. For tests and for trying things out; it keeps everything in memory.
 */
export type { Account, Features } from "./accounts.js";
export type { Call } from "./calls.js";
export { DEFAULTS, Emulator, type EmulatorOptions, startEmulator } from "./emulator.js";
export { ApiError } from "./errors.js";
export type { FaultKind, FaultSpec, Trouble } from "./faults.js";
export { type SessionSpec, signV1, signV2 } from "./ks.js";
export type { Provisioned } from "./provision.js";
export type { ReachIds, ReachItem, ReachSetup } from "./reach/seed.js";
export type { AccountSetup } from "./seeds.js";
export type { StandIn } from "./standIns.js";
export type { Moment, OnMoment } from "./wire/server.js";
