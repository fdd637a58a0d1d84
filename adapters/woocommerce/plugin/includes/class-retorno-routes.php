<?php
/**
 * Routes for Retorno itself.
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

/**
 * The namespace begins with `wc-`, so WooCommerce's own keys authenticate these routes, and its read and write rights
 * hold here, too.
 */
class Retorno_Routes {

	const SPACE = 'wc-retorno/v1';

	/**
	 * Registers the routes.
	 */
	public static function listen() {
		add_action( 'rest_api_init', array( __CLASS__, 'register' ) );
	}

	/**
	 * The routes.
	 */
	public static function register() {
		self::route( '/connect', WP_REST_Server::CREATABLE, 'connect' );
		self::route( '/connect', WP_REST_Server::DELETABLE, 'disconnect' );
		self::route( '/status', WP_REST_Server::READABLE, 'status' );
		self::route( '/launch', WP_REST_Server::READABLE, 'launch' );
	}

	/**
	 * Keeps a connection and answers with the state it led to.
	 *
	 * @param WP_REST_Request $request `{storeId, webhookUrl, webhookSecret, shop?, appUrl?}`.
	 * @return WP_REST_Response|WP_Error
	 */
	public static function connect( $request ) {
		$body  = $request->get_json_params();
		$saved = Retorno_Connection::save( is_array( $body ) ? $body : (array) $request->get_body_params() );
		return is_wp_error( $saved ) ? $saved : self::status();
	}

	/**
	 * Forgets the connection. Forgetting twice is no error.
	 *
	 * @return WP_REST_Response
	 */
	public static function disconnect() {
		Retorno_Connection::end();
		return self::status();
	}

	/**
	 * What the plugin is and how it fares. Of the secret only a fingerprint, to see whether it is the right one.
	 *
	 * @return WP_REST_Response
	 */
	public static function status() {
		$connection = Retorno_Connection::get();
		$last       = get_option( Retorno_Sender::LAST, null );
		return self::answer(
			array(
				'plugin'       => RETORNO_VERSION,
				'woocommerce'  => WC()->version,
				'wordpress'    => get_bloginfo( 'version' ),
				'connected'    => null !== $connection,
				'storeId'      => $connection ? $connection['store_id'] : null,
				'webhookUrl'   => $connection ? $connection['webhook_url'] : null,
				'secretHash'   => $connection ? hash( 'sha256', $connection['webhook_secret'] ) : null,
				'checkout'     => self::checkout_kind(),
				'asksConsent'  => Retorno_Settings::asks_consent(),
				'waiting'      => Retorno_Table::count_waiting(),
				'clockDrift'   => (int) get_option( Retorno_Sender::CLOCK, 0 ),
				'lastDelivery' => is_array( $last ) ? array(
					'at'    => gmdate( 'Y-m-d\TH:i:s\Z', (int) $last['at'] ),
					'error' => '' === $last['error'] ? null : $last['error'],
				) : null,
			)
		);
	}

	/**
	 * The next launch, for the page that embeds the app; it comes with the admin's cookie and nonce.
	 *
	 * @return WP_REST_Response|WP_Error
	 */
	public static function launch() {
		$connection = Retorno_Connection::get();
		if ( null === $connection ) {
			return new WP_Error( 'retorno_not_connected', __( 'No store of Retorno is connected.', 'retorno' ), array( 'status' => 409 ) );
		}
		return self::answer( array( 'token' => Retorno_Launch::token( $connection ) ) );
	}

	/**
	 * Who may call these routes.
	 *
	 * @return bool
	 */
	public static function may_manage() {
		return current_user_can( 'manage_woocommerce' );
	}

	/**
	 * One route.
	 *
	 * @param string $path    Below the namespace.
	 * @param string $methods HTTP methods.
	 * @param string $method  Which of ours answers.
	 */
	private static function route( $path, $methods, $method ) {
		register_rest_route(
			self::SPACE,
			$path,
			array(
				'methods'             => $methods,
				'callback'            => array( __CLASS__, $method ),
				'permission_callback' => array( __CLASS__, 'may_manage' ),
			)
		);
	}

	/**
	 * Which checkout the shop's page has.
	 *
	 * @return string `block`, `classic` or `none`
	 */
	private static function checkout_kind() {
		$page = get_post( wc_get_page_id( 'checkout' ) );
		if ( ! $page ) {
			return 'none';
		}
		if ( has_block( 'woocommerce/checkout', $page ) ) {
			return 'block';
		}
		return has_shortcode( $page->post_content, 'woocommerce_checkout' ) || has_block( 'woocommerce/classic-shortcode', $page ) ? 'classic' : 'none';
	}

	/**
	 * An answer that no cache may keep.
	 *
	 * @param array $data What to say.
	 * @return WP_REST_Response
	 */
	private static function answer( $data ) {
		$response = new WP_REST_Response( $data );
		$response->header( 'Cache-Control', 'no-store' );
		return $response;
	}
}
