import { createServer } from "node:http";

/** Stands where AWS would: tells who there is in one account, and refuses everything else. */
export async function oneAccount(work: (endpoint: string) => Promise<void>): Promise<void> {
  const clerk = "<UserName>clerk</UserName><Arn>arn:aws:iam::111111111111:user/clerk</Arn>";
  const details = `<UserDetailList><member>${clerk}</member></UserDetailList><IsTruncated>false</IsTruncated>`;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const asked = body.includes("Action=GetAccountAuthorizationDetails");
      const name = "GetAccountAuthorizationDetails";
      response.writeHead(asked ? 200 : 403, { "content-type": "text/xml" });
      if (asked) response.end(`<${name}Response><${name}Result>${details}</${name}Result></${name}Response>`);
      else response.end("<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>");
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  try {
    await work(`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
