import org.gatehouse.client.ApiClient;
import org.gatehouse.client.ApiException;
import org.gatehouse.client.api.AlarmsApi;
import org.gatehouse.client.api.SiteApi;
import org.gatehouse.client.model.AcknowledgeAlarmRequest;
import org.gatehouse.client.model.Alarm;
import org.gatehouse.client.model.AlarmState;

/**
 * Acknowledges the alarms of a camera, by a client that is generated from the engine's contract:
 * {@code java Client http://127.0.0.1:8080/ gate-3 [token]}.
 */
public final class Client {
  private Client() {}

  public static void main(String[] args) throws ApiException {
    ApiClient engine =
        new ApiClient(
            ApiClient.createDefaultHttpClientBuilder(),
            ApiClient.createDefaultObjectMapper(),
            args[0] + "api/v1");
    if (args.length > 2) {
      engine.setRequestInterceptor(
          request -> request.header("Authorization", "Bearer " + args[2]));
    }
    System.out.println("site " + new SiteApi(engine).getSite().getSite());

    AlarmsApi alarms = new AlarmsApi(engine);
    for (Alarm alarm :
        alarms.listAlarms(AlarmState.UNACKNOWLEDGED, null, null, null, args[1]).getOpen()) {
      AcknowledgeAlarmRequest order = new AcknowledgeAlarmRequest().comment("seen by a program");
      Alarm seen = alarms.acknowledgeAlarm(alarm.getNumber(), order);
      System.out.println("acknowledged " + seen.getKind() + ", now " + seen.getState());
    }

    try {
      alarms.getAlarm(999_999_999L);
    } catch (ApiException e) {
      System.out.println(e.getCode() + ": " + e.getResponseBody());
    }
  }
}
