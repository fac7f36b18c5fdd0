import { changePassword } from "@/lib/auth/change-password";
import { changePasswordSchema } from "@/lib/contracts/account";
import { clientAddress } from "@/lib/http/rate-limit";
import { userRoute } from "@/lib/http/routes";

/** Changes the password of who knows the present one; every other session ends. */
export const POST = userRoute(
  { summary: "Change the password", body: changePasswordSchema, status: 204 },
  async ({ actor, body, request }) => {
    const { current_password: currentPassword, new_password: newPassword } = body;
    await changePassword({ actor, currentPassword, newPassword, ipAddress: clientAddress(request.headers) });
    return new Response(null, { status: 204 });
  },
);
