import { createHash, randomBytes } from "node:crypto";
import type { CallContext } from "../context.js";
import { type Picture, pictureOf } from "../entries/pictures.js";
import { apiError } from "../errors.js";
import { passes } from "../lists/filter.js";
import { pageOf } from "../lists/page.js";
import type { Collection, Entity, Store } from "../store.js";
import { type Answer, answer, listAnswer } from "../types/answer.js";
import { validateForAdd } from "../types/cast.js";
import "../types/uploadToken.js";
import { InputObject } from "../types/input.js";
import { action, defineService, optional, required } from "./define.js";

/** States of a token. */
const PENDING = 0;
const PARTIAL = 1;
const FULL = 2;
const CLOSED = 3;
const DELETED = 5;

/** A file on its way up: the emulator keeps its size and measures, not the file. */
export interface UploadToken extends Entity {
  id: string;
  userId: string;
  status: number;
  fileName?: string;
  fileSize?: number;
  uploadedFileSize?: number;
  autoFinalize: boolean;
  createdAt: number;
  updatedAt: number;
  picture?: Picture;
}

/** `uploadToken`: files that are uploaded first and used afterwards. */
export const uploadToken = defineService({
  name: "uploadToken",
  access: "user",
  actions: {
    add: action({
      params: { uploadToken: optional.object("KalturaUploadToken") },
      run(ctx, args) {
        const input = args.uploadToken ?? new InputObject("KalturaUploadToken", new Map());
        validateForAdd(input);
        const autoFinalize = input.bool("autoFinalize") ?? false;
        if (autoFinalize && !input.isSet("fileSize")) throw apiError("UPLOAD_TOKEN_MISSING_FILE_SIZE");
        const token: UploadToken = {
          id: `0_${createHash("md5").update(randomBytes(16)).digest("hex")}`,
          partnerId: ctx.partnerId,
          userId: ctx.userId,
          status: PENDING,
          autoFinalize,
          createdAt: ctx.now,
          updatedAt: ctx.now,
        };
        const fileName = input.string("fileName");
        const fileSize = input.number("fileSize");
        if (fileName !== undefined) token.fileName = fileName;
        if (fileSize !== undefined) token.fileSize = fileSize;
        return toAnswer(tokensOf(ctx.store).insert(token));
      },
    }),

    get: action({
      params: { uploadTokenId: required.string() },
      run: (ctx, args) => toAnswer(requireToken(ctx, args.uploadTokenId)),
    }),

    upload: action({
      params: {
        uploadTokenId: required.string(),
        fileData: required.file(),
        resume: optional.bool(),
        finalChunk: optional.bool(),
        resumeAt: optional.int(),
      },
      run(ctx, args) {
        const token = requireToken(ctx, args.uploadTokenId);
        if (token.status !== PENDING && token.status !== PARTIAL) {
          throw apiError("UPLOAD_TOKEN_INVALID_STATUS_FOR_UPLOAD");
        }
        const resumes = args.resume === true;
        if (resumes && token.status === PENDING) throw apiError("UPLOAD_TOKEN_CANNOT_RESUME");
        const before = resumes ? (token.uploadedFileSize ?? 0) : 0;
        const { bytes, name } = args.fileData;
        const at = args.resumeAt !== undefined && args.resumeAt >= 0 ? args.resumeAt : before;
        const size = Math.max(before, at + bytes.length);
        const isComplete = args.finalChunk !== false || (token.autoFinalize && size === token.fileSize);
        const picture = resumes ? token.picture : pictureOf(bytes);
        return toAnswer(
          tokensOf(ctx.store).update(token, {
            status: isComplete ? FULL : PARTIAL,
            fileName: token.fileName ?? name,
            uploadedFileSize: size,
            picture: { ...picture, size },
            updatedAt: ctx.now,
          }),
        );
      },
    }),

    delete: action({
      params: { uploadTokenId: required.string() },
      run(ctx, args) {
        const token = requireToken(ctx, args.uploadTokenId);
        tokensOf(ctx.store).update(token, { status: DELETED, updatedAt: ctx.now });
        return null;
      },
    }),

    list: action({
      params: {
        filter: optional.object("KalturaUploadTokenFilter"),
        pager: optional.object("KalturaFilterPager"),
      },
      run(ctx, args) {
        const found = tokensOf(ctx.store).where(
          token => isVisible(ctx, token) && (args.filter === undefined || passes(args.filter, token)),
        );
        const page = pageOf(found, args.filter, args.pager, ["createdAt"], { searched: false });
        return listAnswer("KalturaUploadTokenListResponse", page.objects.map(toAnswer), page.totalCount);
      },
    }),
  },
});

/** The file of a token, which is used up by this. */
export function takeUpload(ctx: CallContext, id: string): Picture {
  const token = requireToken(ctx, id);
  if (token.status !== FULL) throw apiError("UPLOAD_TOKEN_INVALID_STATUS_FOR_ADD_ENTRY");
  tokensOf(ctx.store).update(token, { status: CLOSED, updatedAt: ctx.now });
  return token.picture ?? { size: 0 };
}

function tokensOf(store: Store): Collection<UploadToken> {
  return store.collection<UploadToken>("uploadTokens", {
    isLive: token => token.status !== DELETED && token.status !== CLOSED,
  });
}

function requireToken(ctx: CallContext, id: string): UploadToken {
  const token = tokensOf(ctx.store).get(id);
  if (!token || !isVisible(ctx, token)) throw apiError("UPLOAD_TOKEN_NOT_FOUND");
  return token;
}

/** Users see their own tokens only. */
function isVisible(ctx: CallContext, token: UploadToken): boolean {
  if (token.partnerId !== ctx.partnerId || token.status === DELETED) return false;
  return ctx.isAdmin || token.userId.toLowerCase() === ctx.userId.toLowerCase();
}

function toAnswer(token: UploadToken): Answer {
  return answer("KalturaUploadToken", { ...token });
}
