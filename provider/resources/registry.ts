/** The one list of resources: what is here has a class, docs, schemas and the conformance tests. */
import type { Definition } from "../lifecycle/define";
import { appToken } from "./appToken";
import { captionOrder } from "./captionOrder";
import { categoryMember } from "./categoryMember";
import { eventCategory } from "./eventCategory";
import { interactiveRoom } from "./interactiveRoom";
import { liveCaptions } from "./liveCaptions";
import { mediaAsset } from "./mediaAsset";
import { metadataProfile } from "./metadataProfile";
import { restreamerChannel } from "./restreamerChannel";
import { simuliveSession } from "./simuliveSession";
import { studioSession } from "./studioSession";
import { webcastSession } from "./webcastSession";

// biome-ignore lint/suspicious/noExplicitAny: the list holds definitions of different inputs; each file is checked by itself.
export const registry: readonly Definition<any>[] = [
  eventCategory,
  categoryMember,
  webcastSession,
  simuliveSession,
  interactiveRoom,
  studioSession,
  restreamerChannel,
  mediaAsset,
  captionOrder,
  liveCaptions,
  metadataProfile,
  appToken,
];

/** @throws for a kind that is not in the list: the state was written by a newer version. */
// biome-ignore lint/suspicious/noExplicitAny: see above.
export function definitionOf(kind: string): Definition<any> {
  const found = registry.find(d => d.kind === kind);
  if (found === undefined) {
    throw new Error(`this version of pulumi-kaltura has no resource ${kind}; update the package`);
  }
  return found;
}
