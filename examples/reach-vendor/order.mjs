// Places orders as a customer would, on the embedded Kaltura, so that the worker has something to do:
//   node examples/reach-vendor/order.mjs http://127.0.0.1:PORT [how many]
const [url, count = "3"] = process.argv.slice(2);
if (url === undefined) {
  console.error(
    "Say where the embedded Kaltura is: node examples/reach-vendor/order.mjs http://127.0.0.1:PORT",
  );
  process.exit(1);
}
const CUSTOMER = 107;

const call = async (service, action, args = {}) => {
  const response = await reach(`${url}/api_v3/service/${service}/action/${action}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ format: 1, ...args }),
  });
  const answer = await response.json();
  if (answer?.objectType === "KalturaAPIException")
    throw new Error(`${service}.${action}: ${answer.message}`);
  return answer;
};

/** Like fetch, but says where nobody answered. */
async function reach(address, request) {
  try {
    return await fetch(address, request);
  } catch {
    console.error(`Nobody answers at ${url}: start it with npm run emulator -- --provision --port 4107`);
    process.exit(1);
  }
}

const ks = await call("session", "start", {
  ...{ secret: "emulator-admin-secret", partnerId: CUSTOMER, type: 2, userId: "producer@example.com" },
  privileges: "disableentitlement",
});
const { objects: items } = await call("reach_vendorcatalogitem", "list", {
  ks,
  filter: { objectType: "KalturaVendorCaptionsCatalogItemFilter", partnerIdEqual: CUSTOMER },
});
const { objects: profiles } = await call("reach_reachprofile", "list", { ks });
const item = items?.find(one => one.name === "machineCaptions");
if (item === undefined || profiles?.[0] === undefined) {
  console.error("This Kaltura has no REACH: start it with npm run emulator -- --provision");
  process.exit(1);
}
for (let number = 1; number <= Number(count); number++) {
  const entry = { objectType: "KalturaMediaEntry", mediaType: 1, name: `Recording ${number}` };
  const { id: entryId } = await call("media", "add", { ks, entry });
  while ((await call("media", "get", { ks, entryId })).status !== 2)
    await new Promise(r => setTimeout(r, 100));
  const task = await call("reach_entryvendortask", "add", {
    ks,
    entryVendorTask: {
      objectType: "KalturaEntryVendorTask",
      ...{ entryId, catalogItemId: item.id, reachProfileId: profiles[0].id },
    },
  });
  console.log(`ordered captions for entry ${entryId}: task ${task.id}`);
}
